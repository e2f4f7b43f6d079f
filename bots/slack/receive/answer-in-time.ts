import type { ReceiverEvent } from '@slack/bolt';
import type { Logger } from '../../../config/logger.ts';

/** How a request is answered; without a body, with nothing. */
export type Answer = { status: number; body?: unknown };

/**
 * Runs what goes straight through and resolves with its first acknowledgement; what it acknowledges after that is not heard. A listener that hangs is answered
 * for with an empty 200 before Slack’s 3 seconds are over; one that fails before it acknowledges is a 500, so that Slack tells the person that it did not work.
 */
export function answerInTime(
  work: (ack: ReceiverEvent['ack']) => Promise<void>,
  options: { guardMs: number; log: Logger },
): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const { guardMs, log } = options;
  const guard = setTimeout(() => {
    log.warn({ ms: guardMs }, 'nobody acknowledged in time; answered with nothing');
    resolve({ status: 200 });
  }, guardMs);
  const ack = async (body?: unknown): Promise<void> => resolve(body === undefined || body === '' ? { status: 200 } : { status: 200, body });
  work(ack)
    .then(
      () => resolve({ status: 200 }),
      (error: unknown) => {
        log.error({ err: error }, 'what went straight through failed');
        resolve({ status: 500 });
      },
    )
    .finally(() => clearTimeout(guard));
  return promise;
}
