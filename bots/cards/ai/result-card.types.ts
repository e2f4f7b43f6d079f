import type { JobView } from '../../../domain/ai-runs/ai-runs.types.ts';
import type { Card } from '../card.types.ts';
import type { Reader } from '../when.rules.ts';

/** The parts of a card that are a feature's own; source, confidence, notices, receipt and votes are the same for all (`job-card.ts`). */
export type ResultParts = Partial<Omit<Card, 'kind' | 'pending' | 'error'>>;

/** How a finished job is shown. Given only jobs that are done and have a result of that feature. */
export type ResultCard = (view: JobView, reader: Reader) => ResultParts;
