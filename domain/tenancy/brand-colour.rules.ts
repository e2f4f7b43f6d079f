/** A colour as red, green and blue, each 0–255. */
type Rgb = readonly [number, number, number];

/** Contrast that text of ordinary size needs (WCAG 2.2, 1.4.3 level AA). */
export const leastContrast = 4.5;
/** Our own accent where a tenant gave none. */
export const plainAccent = '#2b5cad';

/** `#rrggbb` in small letters for `#0A5`, `0a5` or `#00AA55`; null for anything else. */
export function readColour(text: string): string | null {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (digits === undefined) return null;
  return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits}`;
}

/** The contrast ratio of two colours, 1 to 21 (WCAG 2.2, “contrast ratio” and “relative luminance”). */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(rgbOf(one)), luminance(rgbOf(other))].toSorted((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** White or black, whichever reads better on the colour: one of both always has a contrast of at least 4.5. */
export function inkOn(colour: string): '#ffffff' | '#000000' {
  return contrast(colour, '#ffffff') >= leastContrast ? '#ffffff' : '#000000';
}

/** The colour itself where text in it can be read on `ground`, else the nearest mixture with black or white that can. */
export function readableOn(colour: string, ground: string): string {
  const target: Rgb = luminance(rgbOf(ground)) > 0.18 ? [0, 0, 0] : [255, 255, 255];
  for (let share = 0; share <= 20; share++) {
    const mixed = mix(rgbOf(colour), target, share / 20);
    if (contrast(mixed, ground) >= leastContrast) return mixed;
  }
  return hex(target);
}

function mix(colour: Rgb, target: Rgb, share: number): string {
  return hex(colour.map((value, at) => Math.round(value + ((target[at] ?? 0) - value) * share)) as unknown as Rgb);
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function rgbOf(colour: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as unknown as Rgb;
}

function hex(colour: Rgb): string {
  return `#${colour.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
