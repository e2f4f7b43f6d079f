import type { Logger } from '../../config/logger.ts';

/** What must be closed at the end, last opened first. */
export type Closers = {
  push(name: string, close: () => Promise<unknown>): void;
  /** Closes everything; a part that fails is logged and does not keep the others open. */
  closeAll(): Promise<void>;
};

/** An empty stack of things to close. */
export function createClosers(log: Logger): Closers {
  const stack: { name: string; close: () => Promise<unknown> }[] = [];
  return {
    push: (name, close) => void stack.push({ name, close }),
    closeAll: async () => {
      for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
        const startedAt = Date.now();
        await top.close().catch((error: unknown) => log.error({ err: error, part: top?.name }, 'could not be closed cleanly'));
        log.debug({ part: top.name, ms: Date.now() - startedAt }, 'closed');
      }
    },
  };
}
