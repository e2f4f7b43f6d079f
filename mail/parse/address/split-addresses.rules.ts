/** One entry of an address header, its parts told apart and not yet decoded: the words outside brackets, what stood in `<…>`, and the comments. */
export type RawEntry = { words: string; angle: string | null; comments: string[]; isBroken: boolean };

/** Where the last quote, comment and group end; -1 once one did not. */
type Ends = { quote: number; comment: number; group: number };

const encodedWord = /=\?[^?\s]{1,60}\?[bq]\?[^?]{0,2000}\?=/iy;

/**
 * Splits an address header at the commas and semicolons that are no part of a name, a comment or an address (RFC 5322 3.4, and RFC 822's semicolons as
 * Outlook writes them). Group names are dropped. Quotes, brackets and comments that never close are taken for letters. Linear.
 */
export function splitAddresses(value: string): RawEntry[] {
  const entries: RawEntry[] = [];
  const ends: Ends = { quote: value.lastIndexOf('"'), comment: value.lastIndexOf(')'), group: value.lastIndexOf(';') };
  let entry = emptyEntry();
  const close = (): void => {
    if (entry.words.trim() !== '' || entry.angle !== null || entry.comments.length > 0) entries.push(entry);
    entry = emptyEntry();
  };
  for (let at = 0; at < value.length; ) {
    const letter = value[at] ?? '';
    encodedWord.lastIndex = at;
    const coded = letter === '=' ? (encodedWord.exec(value)?.[0] ?? '') : '';
    if (coded !== '') {
      entry.words += coded;
      at += coded.length;
    } else if (letter === '"' && at < ends.quote) at = takeQuoted(value, at, entry, ends);
    else if (letter === '(' && at < ends.comment) at = takeComment(value, at, entry, ends);
    else if (letter === '<') at = takeAngle(value, at, entry);
    else if (letter === ',' || letter === ';') {
      close();
      at += 1;
    } else if (letter === ':' && isGroupName(entry, at < ends.group)) {
      entry = emptyEntry();
      at += 1;
    } else {
      if (letter === '>') entry.isBroken = true;
      else entry.words += letter;
      at += 1;
    }
    // A second address begins without a separator.
    if (entry.angle !== null && value[at] !== undefined && /^[\s]{0,3}["\w]/.test(value.slice(at, at + 5)) && value.indexOf('<', at) > at) {
      entry.isBroken = true;
      close();
    }
  }
  close();
  return entries;
}

function emptyEntry(): RawEntry {
  return { words: '', angle: null, comments: [], isBroken: false };
}

const isGroupName = (entry: RawEntry, hasEnd: boolean): boolean =>
  hasEnd && entry.angle === null && !entry.words.includes('@') && !/\b(?:mailto|smtp)\s*$/i.test(entry.words);

function takeQuoted(value: string, start: number, entry: RawEntry, ends: Ends): number {
  let inner = '';
  for (let at = start + 1; at < value.length; at += 1) {
    const letter = value[at] ?? '';
    if (letter === '\\' && at + 1 < value.length) {
      at += 1;
      inner += value[at];
    } else if (letter === '"') {
      // A quoted local part (RFC 5321 4.1.2) with more than letters in it is a door for tricks: no address is made of it.
      entry.words += value[at + 1] === '@' && !/^[\w.+-]+$/.test(inner) ? '"' : inner;
      return at + 1;
    } else inner += letter;
  }
  // Nothing closes it: what opens later is not looked for again.
  ends.quote = -1;
  entry.isBroken = true;
  entry.words += '"';
  return start + 1;
}

function takeComment(value: string, start: number, entry: RawEntry, ends: Ends): number {
  let depth = 0;
  const end = Math.min(value.length, start + 2000);
  for (let at = start; at < end; at += 1) {
    const letter = value[at] ?? '';
    if (letter === '\\') at += 1;
    else if (letter === '(') depth += 1;
    else if (letter === ')') {
      depth -= 1;
      if (depth === 0) {
        entry.comments.push(value.slice(start + 1, at));
        entry.words += ' ';
        return at + 1;
      }
    }
  }
  ends.comment = -1;
  entry.words += '(';
  return start + 1;
}

/** Up to the closing bracket; a comma, a semicolon or another bracket before it says that it was forgotten. */
function takeAngle(value: string, start: number, entry: RawEntry): number {
  let end = start + 1;
  const isRoute = value[end] === '@';
  while (end < value.length && end < start + 2000 && !(isRoute ? /[<>;]/ : /[<>,;]/).test(value[end] ?? '')) end += 1;
  const inner = value.slice(start + 1, end);
  const isClosed = value[end] === '>';
  if (!isClosed) entry.isBroken = true;
  if (entry.angle === null || !entry.angle.includes('@')) {
    // What stood in brackets before and is no address belongs to the name.
    if (entry.angle !== null && entry.angle.trim() !== '') {
      entry.words += ` ${entry.angle}`;
      entry.isBroken = true;
    }
    entry.angle = inner;
  } else if (inner.trim() !== entry.angle.trim() && inner.trim() !== '') entry.isBroken = true;
  return isClosed ? end + 1 : Math.max(end, start + 1);
}
