/** Likeness of subject and first text, each 0…1 (trigrams). */
export type DuplicateFacts = { subjectLikeness: number; textLikeness: number; sameRequester: boolean };

/** Below this a ticket is not suggested. */
export const leastScore = 40;

const weights = { subject: 55, text: 30, requester: 15 };

/** How likely two tickets of one customer are about the same, 0…100, and why. Two equal subjects of one person are enough by themselves. */
export function duplicateScore(facts: DuplicateFacts): { score: number; reasons: string[] } {
  const points =
    weights.subject * facts.subjectLikeness + weights.text * facts.textLikeness + (facts.sameRequester ? weights.requester : 0);
  const percent = (part: number): string => `${Math.round(part * 100)} %`;
  const reasons = [
    ...(facts.sameRequester ? ['the same requester'] : ['the same customer']),
    ...(facts.subjectLikeness >= 0.3 ? [`subjects alike by ${percent(facts.subjectLikeness)}`] : []),
    ...(facts.textLikeness >= 0.3 ? [`texts alike by ${percent(facts.textLikeness)}`] : []),
  ];
  return { score: Math.round(points), reasons };
}
