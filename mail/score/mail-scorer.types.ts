/** One line of a file of cases, as it was read. */
export type CaseRecord = Readonly<Record<string, unknown>>;

/** What became of the cases of one kind. `figures` are printed in their order; `missed` names the cases that are not exact, with what was wrong. */
export type ScoreReport = { kind: string; cases: number; figures: Readonly<Record<string, number>>; missed: readonly string[] };

/**
 * Measures how one part of reading mail does on cases by others. `fits` says by its fields whether a case is of this kind; `score` is given all
 * that are, and the folder that paths inside them start from.
 */
export type MailScorer = {
  fits(record: CaseRecord): boolean;
  score(records: readonly CaseRecord[], folder: string): Promise<ScoreReport[]>;
};
