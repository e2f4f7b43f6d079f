import { AppError } from '../errors.ts';

/** Throws `invalid_input` for a version that would take effect before `now`: what was counted stays counted as it was. */
export function assertNotPast(effectiveFrom: Date, now: Date): void {
  if (effectiveFrom >= now) return;
  throw new AppError('invalid_input', {
    message: 'calendar version would take effect in the past',
    userMessage: 'A calendar cannot change what has been. Choose now or a later time.',
  });
}
