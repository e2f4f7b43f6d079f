import type { ArticleId } from '../ids.types.ts';
import type { ArticleVisibility, MarginBand, RetrievedArticle } from './knowledge.types.ts';

/** A row of the retrieval: `strength` in units of the rarest possible word, `terms` how many of the `asked` words were found in it. */
export type Candidate = {
  articleId: ArticleId;
  number: string;
  title: string;
  summary: string;
  visibility: ArticleVisibility;
  strength: number;
  terms: number;
  asked: number;
  passage: string | null;
};

/** Below this strength an article is not shown; the lower one holds when every word of the question was found, as in a search by one word. */
const [floor, floorOfAll] = [1.3, 0.8];
/** Strength at which the score is one half. */
const half = 2;
/** The lead of the first over the second, as a share of the first, and the strength that a band needs. */
const bands: readonly { band: MarginBand; lead: number; strength: number }[] = [
  { band: 'sure', lead: 0.4, strength: 1.6 },
  { band: 'likely', lead: 0.2, strength: 1.3 },
];

/** The rows that are good enough, with their score and band. Rows come best first. Only the first can be more than `weak`. */
export function rankCandidates(rows: readonly Candidate[]): RetrievedArticle[] {
  return rows
    .map((row, index) => ({ row, band: index === 0 ? bandOf(row, rows[1]) : ('weak' as const) }))
    .filter(({ row }) => Number(row.strength) >= (row.terms >= row.asked ? floorOfAll : floor))
    .map(({ row: { strength, terms: _terms, asked: _asked, passage, ...head }, band }) => {
      const score = Number(strength) / (Number(strength) + half);
      return { ...head, score, relevance: Math.round(score * 100), band, passage: passage ?? head.summary };
    });
}

function bandOf(first: Candidate, second: Candidate | undefined): MarginBand {
  const strength = Number(first.strength);
  const lead = second === undefined ? 1 : (strength - Number(second.strength)) / strength;
  return bands.find((band) => lead >= band.lead && strength >= band.strength)?.band ?? 'weak';
}
