/** Decodes content piece by piece, as it arrives; `end` gives what was held back. */
export type TransferDecoder = { push: (bytes: Buffer) => Buffer; end: () => Buffer };

/** The transfer codings we decode (RFC 2045 6, and uuencode as old gateways declare it). */
export type TransferCoding = 'plain' | 'base64' | 'quoted-printable' | 'uuencode';

/** What a Content-Transfer-Encoding header means, leniently; null when it names a coding nobody knows, whose content is taken as it is. */
export function transferCoding(written: string): TransferCoding | null {
  const name = written
    .toLowerCase()
    .replace(/\([^)]{0,100}\)/g, '')
    .replace(/[^a-z0-9-]/g, '');
  if (/^(?:|[78]-?bits?|binary|none|plain|identity|utf-?8|text)$/.test(name)) return 'plain';
  if (/^(?:base-?64|b64|b)$/.test(name)) return 'base64';
  if (/^(?:quoted-?print(?:able|ed)?|qp|q)$/.test(name)) return 'quoted-printable';
  return /^(?:x-)?uu(?:e|encode)?$/.test(name) ? 'uuencode' : null;
}

/** A decoder for one part's content. Each is linear, and never fails: what is no valid code is passed over (RFC 2045 6.8) or kept (6.7). */
export function transferDecoder(coding: TransferCoding): TransferDecoder {
  if (coding === 'base64') return base64Decoder();
  if (coding === 'quoted-printable') return quotedDecoder();
  if (coding === 'uuencode') return uuDecoder();
  return { push: (bytes) => bytes, end: () => Buffer.alloc(0) };
}

/** Letters that are none of base64's are passed over; padding in the middle ends one run of it and begins the next, as joined files have it. */
function base64Decoder(): TransferDecoder {
  let carry = '';
  const push = (bytes: Buffer): Buffer => {
    const letters = carry + bytes.toString('latin1').replace(/[^A-Za-z0-9+/=]+/g, '');
    if (!letters.includes('=')) {
      const whole = letters.length - (letters.length % 4);
      carry = letters.slice(whole);
      return Buffer.from(letters.slice(0, whole), 'base64');
    }
    const runs = letters.split(/=+/);
    const last = runs.pop() ?? '';
    const whole = last.length - (last.length % 4);
    carry = last.slice(whole);
    return Buffer.concat([...runs.map((run) => Buffer.from(run, 'base64')), Buffer.from(last.slice(0, whole), 'base64')]);
  };
  return { push, end: () => Buffer.from(carry, 'base64') };
}

/** Works on whole lines: a soft break may be followed by blanks, and a lone `=` stays what it is. */
function quotedDecoder(): TransferDecoder {
  let carry = '';
  const decode = (text: string): Buffer => {
    const lines = text.split('\n');
    const last = lines.pop() ?? '';
    const joined = lines.map((line) => unwrapped(line)).join('') + last;
    return Buffer.from(
      joined.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      'latin1',
    );
  };
  return {
    push: (bytes) => {
      const text = carry + bytes.toString('latin1');
      const from = Math.max(0, text.length - 600);
      const lineEnd = text.lastIndexOf('\n');
      // A line that does not end is cut where no code can be.
      const mark = text.slice(from).search(/(?:=[0-9a-f]?|[ \t\r]{1,500}|=[ \t]{1,500}\r?)$/i);
      let end = mark < 0 ? text.length : from + mark;
      if (lineEnd + 1 === text.length && text.slice(-3, -1) !== '=\r' && text.at(-2) !== '=') end = text.length;
      carry = text.slice(end);
      return decode(text.slice(0, end));
    },
    end: () => decode(carry.replace(/=\s*$/, '')),
  };
}

/** A line with its end, or without it where that is soft; blanks before the end were added on the way (RFC 2045 6.7 rule 3). */
function unwrapped(line: string): string {
  const end = line.endsWith('\r') ? '\r\n' : '\n';
  const content = line.trimEnd();
  return content.endsWith('=') ? content.slice(0, -1) : content + end;
}

function uuDecoder(): TransferDecoder {
  let carry = '';
  let isInside = false;
  const line = (text: string): Buffer => {
    if (!isInside) {
      isInside = /^begin [0-7]{3,4} /.test(text);
      return Buffer.alloc(0);
    }
    if (/^end\s*$/.test(text)) {
      isInside = false;
      return Buffer.alloc(0);
    }
    return uuLine(text);
  };
  return {
    push: (bytes) => {
      const lines = (carry + bytes.toString('latin1')).split('\n');
      carry = (lines.pop() ?? '').slice(0, 2000);
      return Buffer.concat(lines.map((text) => line(text.replace(/\r$/, ''))));
    },
    end: () => line(carry.replace(/\r$/, '')),
  };
}

function uuLine(text: string): Buffer {
  const length = (text.charCodeAt(0) - 32) & 63;
  const bytes: number[] = [];
  for (let at = 1; at < text.length && bytes.length < length; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((offset) => ((text.charCodeAt(at + offset) || 32) - 32) & 63);
    bytes.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
  }
  return Buffer.from(bytes.slice(0, length));
}
