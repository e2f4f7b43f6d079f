import { bounceScorer } from './bounce-scorer.ts';
import { forwardScorer } from './forward-scorer.ts';
import type { MailScorer } from './mail-scorer.types.ts';
import { replyScorer } from './reply-scorer.ts';

/** Every kind of case that `mail score` can measure. The first one that fits a case takes it. */
export const mailScorers: readonly MailScorer[] = [replyScorer, forwardScorer, bounceScorer];
