import type { Pair, Row } from './align.rules.ts';
import type { RelationWords } from './relation-words.rules.ts';
import type { SupportWords } from './support-words.rules.ts';
import type { Token } from './tokens.rules.ts';

/** A sentence beside its sources: `pairs` say where its words are taken from, `counts` which words are things. */
export type Look = {
  said: readonly Token[];
  row: Row;
  pairs: readonly Pair[];
  words: SupportWords;
  rel: RelationWords;
  counts: (token: Token) => boolean;
};
