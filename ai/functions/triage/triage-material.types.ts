import type { LabelTarget } from '../../../domain/learning/learning.types.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import type { SingleMessage } from '../../../domain/tickets/load-single-message.ts';
import type { Sentence } from '../../keyless/sentences.rules.ts';

/** One message and what its ticket is filed as: all that triage sees. */
export type TriageMaterial = SingleMessage & { sentences: Sentence[]; cut: number; badged: boolean };

/**
 * What the company's own learned classifier says of a text. `value` null: it is not sure enough to answer; `likeliest` are its best guesses then, the likeliest first.
 * `confidence` 0…1 is calibrated.
 */
export type LearnedLabel = { value: string | null; likeliest: string[]; confidence: number };

/** Asks the classifier that is in use for the target; null: there is none. */
export type ClassifyLabel = (uow: TenantUnitOfWork, target: LabelTarget, text: string) => Promise<LearnedLabel | null>;
