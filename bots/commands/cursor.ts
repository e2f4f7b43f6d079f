import { mailAddress } from '../../domain/input.rules.ts';
import { readTicketRef } from '../../domain/tickets/ticket-ref.rules.ts';
import { type Word, wordAt } from './words.rules.ts';

/** Reads a command from left to right. What is not consumed stays exactly as typed. */
export class Cursor {
  readonly text: string;
  #at: number;

  constructor(text: string, at = 0) {
    this.text = text;
    this.#at = at;
  }

  /** The next word, not consumed; null at the end. */
  peek(): Word | null {
    return wordAt(this.text, this.#at);
  }

  /** The word after the next one. */
  peekSecond(): Word | null {
    const first = this.peek();
    return first === null ? null : wordAt(this.text, first.end);
  }

  /** Consumes the next word. */
  next(): Word | null {
    const word = this.peek();
    if (word !== null) this.#at = word.end;
    return word;
  }

  /** Consumes up to a place in the text. */
  moveTo(place: number): void {
    this.#at = place;
  }

  /** A cursor over the same text at another place. */
  startingAt(place: number): Cursor {
    return new Cursor(this.text, place);
  }

  /** How far it has read. */
  get place(): number {
    return this.#at;
  }

  /** The letter that was consumed last. */
  get justBefore(): string {
    return this.text.charAt(this.#at - 1);
  }

  get isAtEnd(): boolean {
    return this.peek() === null;
  }

  /** Consumes the next word when it is one of these, whatever its case and a closing `:`; returns it in lower case. */
  take(...wanted: string[]): string | null {
    const word = this.peek();
    if (word === null || word.quoted) return null;
    const bare = word.text.toLowerCase().replace(/[:,]$/, '');
    if (!wanted.includes(bare)) return null;
    this.next();
    return bare;
  }

  /** Consumes the next word when it matches; returns the match. */
  match(pattern: RegExp): RegExpExecArray | null {
    const word = this.peek();
    const found = word === null || word.quoted ? null : pattern.exec(word.text);
    if (found !== null) this.next();
    return found;
  }

  /** Consumes the next word when it names a ticket; `1:` counts. */
  takeRef(): string | null {
    const word = this.peek();
    if (word === null || word.quoted) return null;
    const bare = word.text.replace(/[:,.]$/, '');
    if (readTicketRef(bare) === null) return null;
    this.next();
    return bare;
  }

  /** Consumes a mail address, `<a@b>`, `mailto:a@b` or `a@b:text` up to the colon; null when there is none. */
  takeAddress(): string | null {
    const word = this.peek();
    if (word === null || word.quoted) return null;
    const found = /^<?(?:mailto:)?([^\s<>:,;|]+@[^\s<>:,;|]+?)(?:\|[^>\s]*)?(?=[>:,;]|$)>?[,;]?/i.exec(word.text);
    const parsed = found === null ? null : mailAddress.safeParse(found[1]?.replace(/[.!?]$/, ''));
    if (found === null || parsed === null || !parsed.success) return null;
    this.#at = word.start + found[0].length;
    return parsed.data;
  }

  /** What is left, exactly as typed, but for one colon, the blanks and the one line end that part it from the command. Consumes all. */
  rest(): string {
    const left = this.text.slice(this.#at).replace(/^(?::|[ \t]+:(?=\s|$))?[ \t]*(\r?\n)?/, '');
    this.#at = this.text.length;
    return left;
  }

  /** What is left on one line for people to read, not consumed. */
  get leftover(): string {
    return this.text.slice(this.#at).trim();
  }
}
