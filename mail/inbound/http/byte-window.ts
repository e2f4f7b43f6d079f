import { HookRefused } from './hook-refused.rules.ts';

/** Reads a body piece by piece; never more of it is held than one piece and what a mark may straddle. */
export class ByteWindow {
  readonly #pieces: AsyncIterator<Buffer>;
  #held: Buffer;

  constructor(source: AsyncIterable<Buffer>, before: Buffer = Buffer.alloc(0)) {
    this.#pieces = source[Symbol.asyncIterator]();
    this.#held = before;
  }

  /** What was read and not yet taken. */
  get held(): Buffer {
    return this.#held;
  }

  /** Reads another piece; false at the end of the body. */
  async more(): Promise<boolean> {
    const next = await this.#pieces.next();
    if (next.done === true) return false;
    this.#held = this.#held.length === 0 ? next.value : Buffer.concat([this.#held, next.value]);
    return true;
  }

  /** Takes the first `count` of the held bytes. */
  take(count: number): Buffer {
    const taken = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count);
    return taken;
  }

  /** The next `count` bytes without taking them; fewer at the end of the body. */
  async peek(count: number): Promise<Buffer> {
    while (this.#held.length < count && (await this.more()));
    return this.#held.subarray(0, count);
  }

  /** Everything up to the mark, which is taken too. The end of the body counts as the mark with `orEnd`; else it throws `HookRefused`. */
  async *until(mark: Buffer, orEnd = false): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      if (at >= 0) {
        if (at > 0) yield this.take(at);
        this.take(mark.length);
        return;
      }
      const safe = this.#held.length - mark.length + 1;
      if (safe > 0) yield this.take(safe);
      if (await this.more()) continue;
      if (!orEnd) throw new HookRefused(400, 'The request ends in the middle.');
      if (this.#held.length > 0) yield this.take(this.#held.length);
      return;
    }
  }

  /** Lets the rest of the body run out. */
  async drain(): Promise<void> {
    do this.take(this.#held.length);
    while (await this.more());
  }
}
