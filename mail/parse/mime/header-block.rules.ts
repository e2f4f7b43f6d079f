import type { HeaderLine } from './mime.types.ts';

const shape = /^([!-9;-~]{1,200})[ \t]{0,5}:/;
const mostStray = 20;

/**
 * Collects the header lines of one mail or part. Lines that are neither header nor continuation are joined to the header above (folded without a
 * blank), unless they are the last before the blank line: then the blank line is missing and they are the beginning of the body.
 */
export class HeaderBlock {
  readonly lines: HeaderLine[] = [];
  private stray: string[] = [];
  private bytes = 0;

  /** How many bytes were taken. */
  get size(): number {
    return this.bytes;
  }

  /** Takes one line without its end; true when the body began with it, though no blank line stood before. */
  take(line: string): boolean {
    this.bytes += line.length + 2;
    const key = shape.exec(line)?.[1];
    if (key !== undefined) {
      this.foldStray();
      this.lines.push({ key: key.toLowerCase(), line });
    } else if (/^[ \t]/.test(line) && this.stray.length === 0 && this.lines.length > 0) this.fold(line);
    else this.stray.push(line);
    return this.stray.length >= mostStray || (this.lines.length === 0 && this.stray.length > 0);
  }

  /** Ends the block; lines that belong to the body. */
  end(): string[] {
    // A continuation is no text: a header folded without a blank would become the first line of every body.
    return this.stray;
  }

  private fold(line: string): void {
    const last = this.lines.at(-1);
    if (last !== undefined) last.line += `\r\n${line}`;
  }

  private foldStray(): void {
    for (const line of this.stray) this.fold(` ${line}`);
    this.stray = [];
  }
}

/** The value of the first header of a name, unfolded, one character a byte; '' when there is none. */
export function rawHeader(lines: readonly HeaderLine[], key: string): string {
  const line = lines.find((header) => header.key === key)?.line ?? '';
  return line
    .slice(line.indexOf(':') + 1)
    .replace(/\r?\n(?=[ \t])/g, '')
    .trim();
}
