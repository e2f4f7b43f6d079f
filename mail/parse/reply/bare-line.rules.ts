/** Rules look at no more of a line than this, so that a mail of one endless line costs no more than any other. */
export const lookAt = 600;

const localDigits = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff10-\uff19]/g;
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g;

// Most lines need no more than lower case: ASCII with single blanks.
const plain = /^(?: ?[!-~])*\s?$/;

/** A line as the word tables are written: its beginning in lower case, plain blanks, digits and apostrophes, without direction marks and outer blanks. */
export function bareLine(line: string): string {
  const known = remembered.get(line);
  if (known !== undefined) return known;
  const bare = madeBare(line);
  if (remembered.size >= mostRemembered) remembered.clear();
  if (line.length <= lookAt) remembered.set(line, bare);
  return bare;
}

// Every line is asked for by several rules, one after the other.
const remembered = new Map<string, string>();
const mostRemembered = 64;

function madeBare(line: string): string {
  const start = line.slice(0, lookAt);
  if (plain.test(start)) return start.trim().toLowerCase();
  return start
    .replace(invisible, '')
    .replace(localDigits, (digit) => String(digitOf(digit.charCodeAt(0))))
    .replace(/[\s\u00a0\u202f]+/gu, ' ')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .trim()
    .toLowerCase();
}

/** True when a line holds no letter, digit or sign. */
export function isBlank(line: string): boolean {
  if (line === '') return true;
  const first = line.charCodeAt(0);
  // Most lines begin with a letter: no need to look further.
  if (first > 0x20 && first < 0x7f) return false;
  return line.length < lookAt && line.replace(invisible, '').trim() === '';
}

const drawn = /^[\s>|]{0,20}(?:[-_=*~#─━—–]\s?){3,}$/u;

/** True for a line that only draws a rule. */
export function isDrawn(line: string): boolean {
  return line.length < 200 && drawn.test(line);
}

/** True for words between dashes, such as “-----Original Message-----”. */
export function isTitle(line: string): boolean {
  return line.length < 120 && /^\s{0,3}[-_=*]{3,40}[^-_=*]{3,60}[-_=*]{3,40}\s{0,3}$/.test(line);
}

// Each of these scripts has its ten digits in a row that begins at a multiple of sixteen plus 0 or 6.
function digitOf(code: number): number {
  const offset = code & 0xf;
  if (code >= 0x0966 && code <= 0x09ef) return offset - 6;
  return offset;
}
