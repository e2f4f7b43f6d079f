/** Longest style attribute that is looked at, in UTF-16 units, and most declarations of one. */
const longestStyle = 4_000;
const mostDeclarations = 60;
/** Most px, pt, em … of a length: what is wider or taller is no text. */
const longestLength = 2_000;

type Check = (part: string) => boolean;

const names = /^(?:#[0-9a-f]{3,8}|[a-z]{3,24}|(?:rgb|hsl)a?\(\s{0,3}[\d.]{1,8}(?:deg)?%?(?:[\s,/]{1,4}[\d.]{1,8}%?){2,3}\s{0,3}\))$/;
const isColour: Check = (part) => names.test(part) && !forbiddenWords.has(part);
/** Words of CSS that stand for something written elsewhere; none of them is a colour. */
const forbiddenWords = new Set(['url', 'var', 'env', 'attr', 'expression', 'calc', 'behavior', 'import']);

const lengthPattern = /^(\d{0,5}(?:\.\d{1,6})?)(px|pt|pc|em|rem|ex|ch|in|cm|mm|%)?$/;
const isLength: Check = (part) => {
  const found = lengthPattern.exec(part);
  return found !== null && found[1] !== '' && Number(found[1]) <= longestLength;
};
const isSpace: Check = (part) => part === 'auto' || isLength(part);
const oneOf = (words: string): Check => {
  const known = new Set(words.split(' '));
  return (part) => known.has(part);
};
const either =
  (...checks: Check[]): Check =>
  (part) =>
    checks.some((check) => check(part));

const lineStyle = oneOf('none hidden dotted dashed solid double groove ridge inset outset');
const lineWidth = either(oneOf('thin medium thick'), isLength);
const line = either(lineStyle, lineWidth, isColour);
const familyName: Check = (part) => /^(?:"[\p{L}\d _-]{1,60}"|'[\p{L}\d _-]{1,60}'|-?[\p{L}][\p{L}\d _-]{0,60})$/u.test(part);

/** What a property's value may consist of, and of how many parts. Whatever is not here is left out. */
type Property = { check: Check; most: number };
const one = (check: Check): Property => ({ check, most: 1 });
const four = (check: Check): Property => ({ check, most: 4 });
const sides = (name: string, property: Property): [string, Property][] =>
  ['top', 'right', 'bottom', 'left'].map((side) => [name.replace('*', side), property]);

const properties = new Map<string, Property>([
  ['color', one(isColour)],
  ['background-color', one(isColour)],
  ['background', one(isColour)],
  ['font-weight', one(either(oneOf('normal bold bolder lighter'), (part) => /^[1-9]00$/.test(part)))],
  ['font-style', one(oneOf('normal italic oblique'))],
  ['font-variant', one(oneOf('normal small-caps'))],
  ['font-size', one(either(oneOf('xx-small x-small small medium large x-large xx-large smaller larger'), isLength))],
  ['line-height', one(either(oneOf('normal'), isLength))],
  ['letter-spacing', one(either(oneOf('normal'), isLength))],
  ['text-align', one(oneOf('left right center justify start end'))],
  ['text-decoration', four(either(oneOf('none underline overline line-through solid dotted dashed wavy double'), isColour))],
  ['text-decoration-line', four(oneOf('none underline overline line-through'))],
  ['text-transform', one(oneOf('none uppercase lowercase capitalize'))],
  ['text-indent', one(isLength)],
  ['vertical-align', one(either(oneOf('baseline top middle bottom text-top text-bottom sub super'), isLength))],
  ['white-space', one(oneOf('normal nowrap pre pre-wrap pre-line'))],
  ['word-break', one(oneOf('normal break-all break-word keep-all'))],
  ['overflow-wrap', one(oneOf('normal anywhere break-word'))],
  ['direction', one(oneOf('ltr rtl'))],
  ['display', one(oneOf('none block inline inline-block table table-row table-cell list-item'))],
  [
    'list-style-type',
    one(oneOf('none disc circle square decimal lower-alpha upper-alpha lower-roman upper-roman lower-latin upper-latin')),
  ],
  ['border-collapse', one(oneOf('collapse separate'))],
  ['border-spacing', { check: isLength, most: 2 }],
  ['border', four(line)],
  ['border-width', four(lineWidth)],
  ['border-style', four(lineStyle)],
  ['border-color', four(isColour)],
  ['border-radius', four(isLength)],
  ['margin', four(isSpace)],
  ['padding', four(isLength)],
  ['width', one(isSpace)],
  ['max-width', one(either(oneOf('none'), isLength))],
  ['min-width', one(isLength)],
  ['height', one(isSpace)],
  ...sides('border-*', four(line)),
  ...sides('border-*-width', one(lineWidth)),
  ...sides('border-*-style', one(lineStyle)),
  ...sides('border-*-color', one(isColour)),
  ...sides('margin-*', one(isSpace)),
  ...sides('padding-*', one(isLength)),
]);

/**
 * The declarations of a style attribute (CSS Style Attributes 1) that can only change how text looks: an allow-list of properties, each value checked
 * part by part and written anew. Nothing that loads (`url()`), places over other things (`position`, negative margins), refers elsewhere (`var()`) or is
 * escaped (`\`) is among them. '' when none is left.
 */
export function safeStyle(written: string): string {
  const kept: string[] = [];
  for (const declaration of written.slice(0, longestStyle).split(';', mostDeclarations)) {
    const colon = declaration.indexOf(':');
    if (colon < 1) continue;
    const name = declaration.slice(0, colon).trim().toLowerCase();
    const value = safeValue(name, declaration.slice(colon + 1).replace(/!\s{0,5}important\s{0,5}$/i, ''));
    if (value !== '') kept.push(`${name === 'background' ? 'background-color' : name}:${value}`);
  }
  return kept.join(';');
}

/** One colour of an attribute (`bgcolor`, `color`, `text`); null for anything else. */
export function safeColour(written: string): string | null {
  const colour = written.trim().toLowerCase();
  if (/^[0-9a-f]{6}$/.test(colour)) return `#${colour}`;
  return colour.length <= 40 && isColour(colour) ? colour : null;
}

/** Names of fonts; '' when none of them is a name. */
export function safeFamilies(written: string): string {
  return written
    .slice(0, 300)
    .split(',', 12)
    .map((part) => part.trim())
    .filter(familyName)
    .map((part) => part.replaceAll('"', "'"))
    .join(',');
}

function safeValue(name: string, written: string): string {
  if (name === 'font-family') return safeFamilies(written);
  const property = properties.get(name);
  const value = written.trim().toLowerCase();
  if (property === undefined || value === '' || value.length > 120) return '';
  const parts = property.most === 1 ? [value] : partsOf(value);
  return parts.length <= property.most && parts.every(property.check) ? parts.join(' ') : '';
}

/** Parts between blanks; those inside brackets belong together. */
function partsOf(value: string): string[] {
  return value.includes('(') ? (value.match(/[^\s()]{0,60}\([^()]{0,60}\)|[^\s()]{1,60}|[()]/g) ?? []) : value.split(/\s+/);
}
