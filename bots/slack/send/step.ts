import type { CallContext, Progress, Step } from './call.types.ts';

/** Says what the next call is, before it is made: on it depends what a broken-off attempt means. Throws when no further call may begin. */
export function stepTo(ctx: CallContext, step: Step, scope: Progress['scope']): void {
  if (Date.now() > ctx.endsAt) {
    // What ran out of time did so between two calls: nothing is in the air.
    ctx.progress.step = ctx.progress.mayBeThere || ctx.progress.step === 'ask' ? 'ask' : 'safe';
    throw outOfTime();
  }
  ctx.progress.step = step;
  ctx.progress.scope = scope;
  if (step === 'once' && ctx.post.wasCutOff && ctx.post.failures > 1) throw new Error('cut off twice, not made a third time');
}

/** The attempt must end before its lease; what is missing is made by the next one. */
export function outOfTime(): Error {
  return Object.assign(new Error('the attempt ran out of its time'), { name: 'TimeoutError' });
}
