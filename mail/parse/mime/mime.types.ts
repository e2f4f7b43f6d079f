import type { ParamHeader } from './header-params.rules.ts';

/** A multipart: what kind, how deep, and in which other one it stands. */
export type MimeGroup = { type: string; params: ReadonlyMap<string, string>; parent: MimeGroup | null; id: number };

/** One leaf of a mail, as its headers describe it. */
export type MimePart = {
  /** lower case, never multipart */
  type: string;
  contentType: ParamHeader;
  disposition: ParamHeader;
  /** decoded name of RFC 2183 or RFC 2045, null when there is none */
  filename: string | null;
  contentId: string | null;
  /** the Content-Transfer-Encoding as written */
  coding: string;
  charset: string | null;
  group: MimeGroup | null;
  /** 0 for the first leaf of the mail */
  place: number;
  isRoot: boolean;
};

/** What the reader tells of a mail, in the order it stands there; content is still in its transfer coding. */
export type MimeEvent = { kind: 'part'; part: MimePart } | { kind: 'data'; bytes: Buffer } | { kind: 'end' };

/** A header line as written, one character a byte. */
export type HeaderLine = { key: string; line: string };
