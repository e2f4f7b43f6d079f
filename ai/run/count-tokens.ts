import { countTokens as count } from 'gpt-tokenizer/encoding/o200k_base';

/** Texts are counted in pieces: a very long run of one letter would take time that grows with its square. */
const pieceLength = 4_000;
const noSpecials = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };

/** Tokens of a text as OpenAI's newer models count them; others count alike. A mail may hold what looks like a special token: it is text. */
export function countTokens(text: string): number {
  let tokens = 0;
  for (let at = 0; at < text.length; at += pieceLength) tokens += count(text.slice(at, at + pieceLength), noSpecials);
  return tokens;
}
