import { factWords } from './check-support.rules.ts';
import type { OfferedArticle } from './material.types.ts';
import { supportWords } from './support-words.rules.ts';
import { tokensOf } from './tokens.rules.ts';

/** How well an article must fit when only one word of its heading was asked for, in per cent. */
const fitsByOne = 70;

/**
 * Whether an article may be quoted as an answer by code alone. Retrieval finds what shares words anywhere; an answer is also about the same thing: at least two words of
 * the question stand in the article's title or tags, or half of the question does, or one of them when it fits very well. To quote nothing is better than to quote something else.
 */
export function fitsQuestion(question: string, { title, tags = [], language, relevance }: OfferedArticle): boolean {
  const words = supportWords(language);
  const stems = (text: string): Set<string> =>
    new Set(
      factWords(tokensOf(text, words), words)
        .filter(({ kind, plain }) => kind !== 'number' && !words.approximations.has(plain) && !words.limits.has(plain))
        .map(({ key }) => key),
    );
  const asked = stems(question);
  const shared = [...stems([title, ...tags].join(' · '))].filter((stem) => asked.has(stem)).length;
  return shared >= 2 || (shared > 0 && (shared * 2 >= asked.size || relevance >= fitsByOne));
}
