import { readFileSync } from 'node:fs';
import type { StaffUserId } from '../../domain/ids.types.ts';
import type { RetrievedArticle } from '../../domain/knowledge/knowledge.types.ts';

/** A question of the labelled set. `article` is the title of the right one, null when none answers. */
export type LabelledQuestion = { company: 'northwind' | 'kabelwerk'; question: string; article: string | null };

/** The labelled set: written in customers' words before any ranking was tuned, and not changed since. */
export const labelledQuestions = JSON.parse(
  readFileSync(new URL('../fixtures/knowledge/questions.json', import.meta.url), 'utf8'),
) as LabelledQuestion[];

/** The unit's actor as a member of staff. */
export const asStaff = (userId: StaffUserId) => ({ kind: 'staff', userId, name: 'Agent' }) as const;

/** How often the first title, and one of the first three, is the right one; shares of the questions that have an answer. */
export function hits(answers: { right: string | null; titles: string[] }[]): { questions: number; first: number; three: number } {
  const asked = answers.filter(({ right }) => right !== null);
  const share = (within: number): number =>
    asked.filter(({ right, titles }) => titles.slice(0, within).includes(right ?? '')).length / asked.length;
  return { questions: asked.length, first: share(1), three: share(3) };
}

export const titlesOf = (found: RetrievedArticle[]): string[] => found.map((article) => article.title);
