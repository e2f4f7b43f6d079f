import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Terminal } from './cli.types.ts';

type TtyInput = Readable & { isTTY?: boolean; setRawMode?: (raw: boolean) => unknown };

/** The terminal of this process, or one over other streams. */
export function openTerminal(streams: { input: TtyInput; output: Writable; errors: Writable }): Terminal {
  const { input, output, errors } = streams;
  const isInteractive = input.isTTY === true;
  let lines: AsyncIterator<string> | undefined;
  const nextLine = async (): Promise<string> => {
    lines ??= createInterface({ input })[Symbol.asyncIterator]();
    const next = await lines.next();
    return next.done === true ? '' : next.value;
  };
  return {
    input,
    output,
    isInteractive,
    out: (line) => void output.write(`${line}\n`),
    note: (line) => void errors.write(`${line}\n`),
    askSecret: async (question) => {
      if (!isInteractive) return nextLine();
      errors.write(`${question}: `);
      const secret = await readHidden(input);
      errors.write('\n');
      return secret;
    },
  };
}

/** Reads a line while the terminal shows nothing of it. Ctrl-C ends the program as everywhere. */
function readHidden(input: TtyInput): Promise<string> {
  return new Promise((resolve) => {
    let typed = '';
    const onData = (chunk: Buffer | string): void => {
      for (const letter of String(chunk)) {
        if (letter === '\u0003') process.exit(130);
        if (letter === '\r' || letter === '\n' || letter === '\u0004') {
          finish();
          return;
        }
        typed = letter === '\u007f' || letter === '\b' ? typed.slice(0, -1) : typed + letter;
      }
    };
    const finish = (): void => {
      input.off('data', onData);
      input.setRawMode?.(false);
      input.pause();
      resolve(typed);
    };
    input.setRawMode?.(true);
    input.on('data', onData);
  });
}
