import type { CallStop } from './call-ends.rules.ts';

/** Watches over one call. `controller` aborts it; `stopped` says why, or '' while nothing did. */
export type CallClock = {
  controller: AbortController;
  stopped(): CallStop | '';
  /** Something of a stream came: from the first time on, silence longer than the limit stops the call. */
  heard(): void;
  end(): void;
};

/** Starts the time limits of a call: the whole of it, a stream that falls silent (the SDK's own limit ends with the headers), and the caller who gives up. */
export function startCallClock(signal: AbortSignal, limits: { timeoutMs: number; stallMs: number }): CallClock {
  const controller = new AbortController();
  let why: CallStop | '' = '';
  const stop = (reason: CallStop) => {
    if (why !== '') return;
    why = reason;
    controller.abort();
  };
  const cancel = () => stop('cancelled');
  const total = setTimeout(() => stop('timeout'), limits.timeoutMs);
  let silence: NodeJS.Timeout | undefined;
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  return {
    controller,
    stopped: () => why,
    heard: () => {
      if (silence === undefined) silence = setTimeout(() => stop('stalled'), limits.stallMs);
      else silence.refresh();
    },
    end: () => {
      clearTimeout(total);
      clearTimeout(silence);
      signal.removeEventListener('abort', cancel);
    },
  };
}
