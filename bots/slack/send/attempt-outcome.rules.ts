import type { ClaimedPost, PostOutcome } from '../../../domain/chat/chat.types.ts';
import type { Progress } from './call.types.ts';
import type { Trouble } from './slack-errors.rules.ts';

/** Pauses in ms before the second and third try of a post that fails for a reason of its own; then it has failed and its lane goes on. */
export const ownGapsMs = [2_000, 20_000] as const;
/** Pauses in ms between askings of a Slack that does not answer, an hour in all; then a person decides. */
export const askGapsMs = [2, 5, 15, 30, 60, 120, 240, 480, 900, 1_750].map((seconds) => seconds * 1_000);
/** Pauses in ms while Slack cannot be reached, by attempts; the last one holds. */
const downGapsMs = [1, 2, 5, 15, 30, 60, 120, 300].map((seconds) => seconds * 1_000);
/** Time for Slack to show in its history what it may have taken. */
const settleMs = 2_000;

type Row = Pick<ClaimedPost, 'attempts' | 'failures' | 'wasCutOff'>;

/** A post that could not be composed, or that broke our own code: three quick tries, then `failed` (`uncertain` when an earlier attempt was cut off). */
export function ownFailure(post: Row, reason: string): PostOutcome {
  const ms = ownGapsMs[post.failures];
  if (ms === undefined) return { kind: post.wasCutOff ? 'uncertain' : 'failed', reason };
  return { kind: 'wait', ms, scope: 'lane', reason, ask: post.wasCutOff, failures: post.wasCutOff ? post.failures : post.failures + 1 };
}

/** A Slack that cannot be asked or reached before anything was tried (no token for now): tried again while the post is of interest. */
export function notNow(post: Row, reason: string): PostOutcome {
  return { kind: 'wait', ms: gap(downGapsMs, post.attempts - 1), scope: 'lane', reason, ask: post.wasCutOff, failures: post.failures };
}

/** What the trouble of a call means for its post. Nothing that may have been done is done again before Slack was asked. */
export function outcomeOf(trouble: Trouble, progress: Progress, post: Row): PostOutcome {
  const { step, scope, mayBeThere } = progress;
  if (trouble.kind === 'ended') return { kind: 'nothing', reason: `the workspace has ended the connection (${trouble.error})` };
  const failures = mayBeThere ? counted(post) : 0;
  if (trouble.kind === 'throttled') {
    const ask = mayBeThere || step === 'ask';
    return { kind: 'wait', ms: trouble.ms, scope, reason: 'Slack asked for a pause.', ask, failures: ask ? counted(post) : 0 };
  }
  if (step === 'ask') return unasked(trouble, post);
  if (trouble.kind === 'gone') return { kind: 'nothing', reason: `it is not there any more (${trouble.error})` };
  if (trouble.kind === 'refused') return { kind: mayBeThere ? 'uncertain' : 'failed', reason: trouble.reason };
  if (trouble.kind === 'unknown' && step === 'safe') {
    return ownFailure({ ...post, wasCutOff: mayBeThere }, 'Deskhand could not make this post.');
  }
  if (trouble.kind === 'unreached' || step === 'safe') {
    const reason = trouble.kind === 'unreached' ? 'Slack could not be reached.' : 'Slack did not answer.';
    return { kind: 'wait', ms: gap(downGapsMs, post.attempts - 1), scope: 'lane', reason, ask: mayBeThere, failures };
  }
  if (step === 'once' && post.failures > 0) return { kind: 'uncertain', reason: 'It was cut off twice while it was handed over.' };
  return { kind: 'wait', ms: settleMs, scope: 'lane', reason: 'It was cut off while it was handed over.', ask: true, failures: 0 };
}

function unasked(trouble: Trouble, post: Row): PostOutcome {
  if (trouble.kind === 'refused' || trouble.kind === 'gone') {
    const why = trouble.kind === 'refused' ? trouble.reason : 'The conversation is not there any more.';
    return { kind: 'uncertain', reason: `It was cut off, and Slack cannot be asked whether it arrived. ${why}` };
  }
  const ms = askGapsMs[Math.max(0, post.failures - 1)];
  if (ms === undefined)
    return { kind: 'uncertain', reason: 'It was cut off, and for an hour Slack could not be asked whether it arrived.' };
  return { kind: 'wait', ms, scope: 'lane', reason: 'Slack could not be asked whether it arrived.', ask: true, failures: post.failures };
}

/** Whoever takes a row that stays `sending` counts it as cut off once more: what was no failure is taken off beforehand. */
function counted(post: Row): number {
  return Math.max(0, post.failures - (post.wasCutOff ? 1 : 0));
}

function gap(gaps: readonly number[], index: number): number {
  return gaps[Math.min(Math.max(0, index), gaps.length - 1)] ?? 1_000;
}
