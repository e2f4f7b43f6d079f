import { CallFailure } from './server-calls.ts';

/** Something asked again and again. `now` asks at once, for example after an action. */
export type Poll = { now(): void };

/**
 * Asks every `seconds` while the page can be seen; slower while the server cannot be reached. `told` hears of each change of reachability,
 * `signedOut` of a session that is over, after which nothing is asked any more.
 */
export function startPoll(
  seconds: number,
  ask: () => Promise<void>,
  events: { told: (failure: unknown) => void; signedOut: () => void },
): Poll {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRunning = false;
  let isWanted = false;
  let failures = 0;

  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(run, seconds * 1000 * Math.min(8, failures + 1));
  };
  const run = async (): Promise<void> => {
    if (document.hidden) return;
    if (isRunning) {
      isWanted = true;
      return;
    }
    isRunning = true;
    try {
      await ask();
      failures = 0;
      events.told(null);
    } catch (failure) {
      if (failure instanceof CallFailure && failure.status === 401) {
        events.signedOut();
        return;
      }
      failures += 1;
      events.told(failure);
    }
    isRunning = false;
    if (isWanted) {
      isWanted = false;
      void run();
    } else later();
  };
  document.addEventListener('visibilitychange', () => void run());
  void run();
  return { now: () => void run() };
}
