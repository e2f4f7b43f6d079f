/** Characters nobody sees: what writers of such mails hide orders and data in. `kind` is what a badge says about them. */
export type HiddenKind = 'control' | 'zero_width' | 'bidi' | 'tags' | 'variation' | 'filler';

type HiddenClass = { kind: HiddenKind; pattern: RegExp };

/**
 * By class, so that a badge can say which. The visible format characters of Arabic, Syriac and Kaithi (signs that span digits) are no part of it; a variation
 * selector after a pictograph or in a keycap is how emoji are written and stays.
 */
export const hiddenClasses: readonly HiddenClass[] = [
  { kind: 'tags', pattern: /[\u{E0000}-\u{E007F}]/gu },
  { kind: 'bidi', pattern: /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu },
  {
    kind: 'zero_width',
    pattern: /[\u00AD\u200B-\u200D\u2060-\u2065\u206A-\u206F\uFEFF\uFFF9-\uFFFB\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}]/gu,
  },
  {
    kind: 'variation',
    pattern: /[\uFE00-\uFE0D\u{E0100}-\u{E01EF}\u180B-\u180F]|(?<!\p{Extended_Pictographic})[\uFE0E\uFE0F](?!\u20E3)/gu,
  },
  { kind: 'filler', pattern: /[\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0\u2800]/gu },
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to find
  { kind: 'control', pattern: /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/gu },
];

/** The text as a person sees it: NFC, line ends as `\n`, no hidden character, no half of a surrogate pair. Applied twice it is the same. */
export function visibleText(text: string): string {
  let seen = text.toWellFormed().replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n');
  for (;;) {
    const before = seen;
    for (const { pattern } of hiddenClasses) seen = seen.replace(pattern, '');
    seen = seen.normalize('NFC');
    if (seen === before) return seen;
  }
}
