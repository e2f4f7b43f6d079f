import { dosPages } from './dos-pages.rules.ts';

/** How bytes are to be decoded: by TextDecoder under `label`, by one of our own tables or small decoders, or not known from what was declared. */
export type Charset = { kind: 'whatwg' | 'dos' | 'escaped' | 'utf-7' | 'utf-16' | 'unknown' | 'none'; label: string };

/** Names that say nothing: what programs write that do not know, and names of encodings that are no charset (RFC 1428 2, RFC 2045 6.1). */
const sayNothing = new Set(
  'ascii usascii ansix341968 iso646us 646 isoir6 us cp367 ibm367 unknown unknown8bit xunknown 8bit 7bit binary default none autodetect ansi ansix3110 ansix31101983 csascii userdefined xuserdefined replacement null undefined text any'.split(
    ' ',
  ),
);

/** Names by their letters and digits alone, for names that WHATWG's list does not hold in any spelling (IANA registry, vendors' own names). */
const aliases: Readonly<Record<string, string>> = {
  utf8mb4: 'utf-8',
  utf8mb3: 'utf-8',
  utf8sig: 'utf-8',
  utf8n: 'utf-8',
  uft8: 'utf-8',
  utf: 'utf-8',
  unicode11utf8: 'utf-8',
  cp65001: 'utf-8',
  windows65001: 'utf-8',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  mskanji: 'shift_jis',
  shiftjis: 'shift_jis',
  sjis: 'shift_jis',
  windows932: 'shift_jis',
  cp936: 'gb18030',
  ms936: 'gb18030',
  windows936: 'gb18030',
  gb2312: 'gb18030',
  gb231280: 'gb18030',
  gb23121980: 'gb18030',
  gb: 'gb18030',
  gbk: 'gb18030',
  euccn: 'gb18030',
  chinesegb: 'gb18030',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  uhc: 'euc-kr',
  windows949: 'euc-kr',
  ksc5601: 'euc-kr',
  ksc56011987: 'euc-kr',
  ksx1001: 'euc-kr',
  korean: 'euc-kr',
  cp950: 'big5',
  ms950: 'big5',
  windows950: 'big5',
  big5eten: 'big5',
  eucjp: 'euc-jp',
  ujis: 'euc-jp',
  cp51932: 'euc-jp',
  eucjpms: 'euc-jp',
  euckr: 'euc-kr',
  macroman: 'macintosh',
  mac: 'macintosh',
  maccyrillic: 'x-mac-cyrillic',
  koi8: 'koi8-r',
  tis620: 'windows-874',
  iso885911: 'windows-874',
  cp874: 'windows-874',
  iso8859: 'windows-1252',
  latin1: 'windows-1252',
  latin0: 'iso-8859-15',
  latin9: 'iso-8859-15',
  cp866: 'ibm866',
};

const escaped: Readonly<Record<string, string>> = {
  iso2022jp: 'iso-2022-jp',
  iso2022jp1: 'iso-2022-jp',
  iso2022jp2: 'iso-2022-jp',
  iso2022jp3: 'iso-2022-jp',
  iso2022jpms: 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  cp50222: 'iso-2022-jp',
  jis: 'iso-2022-jp',
  iso2022kr: 'iso-2022-kr',
  hz: 'hz',
  hzgb2312: 'hz',
};

/**
 * What a declared charset name means, as leniently as the world writes it: any case, quotes, `x-` in front, a language behind (RFC 2231 5), the rest
 * of a broken parameter behind, hyphens in other places. `none` for nothing and for names that say nothing, `unknown` for names nobody knows.
 */
export function charsetOf(declared: string | null | undefined): Charset {
  const written = (declared ?? '')
    .slice(0, 200)
    .toLowerCase()
    .replace(/^(?:[\s"'\\]|charset\s{0,3}[=:])+/, '');
  const name = /^[a-z0-9][a-z0-9_.:() -]{0,50}/.exec(written)?.[0].trim() ?? '';
  const compact = name.replace(/[^a-z0-9]+/g, '').replace(/^x(?=(?:euc|gbk|sjis|mac|cp|big5|iso|windows|utf|koi))/, '');
  if (compact === '' || sayNothing.has(compact)) return { kind: 'none', label: '' };
  return byTable(compact) ?? byFamily(compact) ?? byTextDecoder(name) ?? { kind: 'unknown', label: name };
}

function byTable(compact: string): Charset | null {
  const alias = aliases[compact];
  if (alias !== undefined) return { kind: 'whatwg', label: alias };
  const own = escaped[compact];
  if (own !== undefined) return { kind: 'escaped', label: own };
  if (/^(?:unicode11|unicode20)?utf7(?:imap)?$/.test(compact)) return { kind: 'utf-7', label: 'utf-7' };
  if (/^(?:utf16|ucs2|unicode|iso10646ucs2|utf16le|utf16be)$/.test(compact))
    return { kind: 'utf-16', label: compact === 'utf16be' ? 'utf-16be' : compact === 'utf16le' ? 'utf-16le' : 'utf-16' };
  return null;
}

/** Families that differ in a number: `win1251`, `cp-850`, `iso8859_2`, `latin2`. */
function byFamily(compact: string): Charset | null {
  const page = /^(?:cp|ibm|dos|oem|cspc|pc|windows|win|ms)?0?(\d{3,4})$/.exec(compact)?.[1] ?? '';
  if (/^125[0-8]$/.test(page)) return { kind: 'whatwg', label: `windows-${page}` };
  if (dosPages[`cp${page}`] !== undefined) return { kind: 'dos', label: `cp${page}` };
  const part = /^(?:iso)?8859(\d{1,2})/.exec(compact)?.[1];
  if (part !== undefined) return byTextDecoder(`iso-8859-${Number(part)}`);
  const latin = /^latin([1-6])$/.exec(compact)?.[1];
  return latin === undefined ? null : byTextDecoder(`latin${latin}`);
}

function byTextDecoder(name: string): Charset | null {
  for (const label of [name, name.replaceAll('_', '-'), name.replace(/^x-/, '')]) {
    try {
      return { kind: 'whatwg', label: new TextDecoder(label).encoding };
    } catch {
      // Not a label of the WHATWG list: the next spelling.
    }
  }
  return null;
}
