import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { stripTags } from '../html-shape.rules.ts';
import type { HtmlJob, HtmlReader, HtmlReading } from './html-job.types.ts';
import { readHtml } from './read-html.ts';

/** Bounds of the threads that read HTML. */
export type HtmlPoolOptions = {
  /** Most threads at a time; they start when they are needed. */
  threads?: number;
  /** HTML up to this length is read at once on the caller's thread: handing it over would cost more. UTF-16 units. */
  smallHtml?: number;
  timeMs?: number;
  /** Of one thread's JavaScript heap. */
  memoryMb?: number;
  /** A thread with nothing to do ends after so long. */
  idleMs?: number;
  script?: URL;
};

/** Reads HTML away from the event loop. After `close` nothing may be read. */
export type HtmlPool = { read: HtmlReader; close(): Promise<void> };

/** A thread, and the end of what it is doing. */
type Thread = { worker: Worker; settle: ((reading: HtmlReading | null) => void) | null; idle: NodeJS.Timeout | null };

/**
 * Threads for HTML. HTML that takes a thread longer than `timeMs` (5 s) or more memory than `memoryMb` (256 MB) ends that thread: its text is then only
 * stripped of its tags, it has no sanitised form, and a warning says so. Nothing that HTML does ends this process.
 */
export function createHtmlPool(options: HtmlPoolOptions = {}): HtmlPool {
  const { smallHtml = 48 * 1024, timeMs = 5_000, memoryMb = 256, idleMs = 60_000 } = options;
  const { threads = Math.max(1, availableParallelism() - 1), script = new URL('./html-worker.ts', import.meta.url) } = options;
  const crew = new Crew({ threads, memoryMb, idleMs, script });
  return {
    read: async (job) => {
      if (job.html.length <= smallHtml) return readHtml(job);
      return (await crew.work(job, timeMs)) ?? strippedOnly(job, `${timeMs / 1000} s or ${memoryMb} MB`);
    },
    close: () => crew.close(),
  };
}

class Crew {
  private readonly options: Required<Pick<HtmlPoolOptions, 'threads' | 'memoryMb' | 'idleMs' | 'script'>>;
  private readonly threads = new Set<Thread>();
  private readonly queue: ((thread: Thread) => void)[] = [];
  private isClosed = false;

  constructor(options: Crew['options']) {
    this.options = options;
  }

  /** Null when the thread that did it had to be ended, or ended by itself. */
  async work(job: HtmlJob, timeMs: number): Promise<HtmlReading | null> {
    const thread = await this.free();
    const reading = await new Promise<HtmlReading | null>((resolve) => {
      const timer = setTimeout(() => void this.end(thread), timeMs);
      thread.settle = (done) => {
        clearTimeout(timer);
        thread.settle = null;
        resolve(done);
      };
      thread.worker.postMessage(job);
    });
    this.release(thread);
    return reading;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.threads].map((thread) => this.end(thread)));
  }

  private async free(): Promise<Thread> {
    if (this.isClosed) throw new Error('HTML was to be read after the end');
    const idle = [...this.threads].find((thread) => thread.settle === null && thread.idle !== null);
    if (idle !== undefined) {
      clearTimeout(idle.idle ?? undefined);
      idle.idle = null;
      idle.worker.ref();
      return idle;
    }
    if (this.threads.size < this.options.threads) return this.start();
    return new Promise((take) => this.queue.push(take));
  }

  private start(): Thread {
    const { memoryMb, script } = this.options;
    const worker = new Worker(script, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: memoryMb }, stdout: false });
    const thread: Thread = { worker, settle: null, idle: null };
    this.threads.add(thread);
    worker.on('message', (reading: HtmlReading) => thread.settle?.(reading));
    // Out of memory arrives as an error, and the thread is gone afterwards.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      this.threads.delete(thread);
      thread.settle?.(null);
      this.next();
    });
    return thread;
  }

  private async end(thread: Thread): Promise<void> {
    clearTimeout(thread.idle ?? undefined);
    this.threads.delete(thread);
    await thread.worker.terminate();
    thread.settle?.(null);
  }

  private release(thread: Thread): void {
    if (!this.threads.has(thread)) return;
    const take = this.queue.shift();
    if (take !== undefined) take(thread);
    else {
      thread.worker.unref();
      thread.idle = setTimeout(() => void this.end(thread), this.options.idleMs).unref();
    }
  }

  private next(): void {
    if (this.isClosed || this.queue.length === 0 || this.threads.size >= this.options.threads) return;
    this.queue.shift()?.(this.start());
  }
}

function strippedOnly({ html, limits, wantsText }: HtmlJob, most: string): HtmlReading {
  return {
    text: wantsText ? stripTags(html.slice(0, limits.maxHtmlChars)) : null,
    reply: null,
    safe: null,
    warnings: [`HTML that took more than ${most} to read was only stripped of its tags`],
  };
}
