import { type BodyField, collectText } from './body-field.ts';
import { ByteWindow } from './byte-window.ts';
import { HookRefused } from './hook-refused.rules.ts';
import { readJsonText } from './json-text.ts';

const blanks = [0x20, 0x09, 0x0a, 0x0d];

/**
 * The members of a JSON object whose values are strings, one after the other and none held in memory; other values are passed over. Throws `HookRefused`
 * for anything but an object.
 */
export async function* readJsonMembers(body: AsyncIterable<Buffer>): AsyncGenerator<BodyField> {
  const input = new ByteWindow(body);
  if ((await nextByte(input)) !== '{') throw notJson();
  for (let byte = await nextByte(input); byte !== '}'; byte = await nextByte(input)) {
    if (byte === ',') continue;
    if (byte !== '"') throw notJson();
    const name = await collectText(readJsonText(input), 1_024);
    if ((await nextByte(input)) !== ':') throw notJson();
    const first = await nextByte(input);
    if (first !== '"') await passOver(input, first);
    else {
      const content = readJsonText(input);
      yield { name, content };
      for await (const _piece of content);
    }
  }
  await input.drain();
}

/** Takes the next byte that is no blank. */
async function nextByte(input: ByteWindow): Promise<string> {
  for (;;) {
    const [byte] = await input.peek(1);
    if (byte === undefined) throw new HookRefused(400, 'The request ends in the middle.');
    input.take(1);
    if (!blanks.includes(byte)) return String.fromCharCode(byte);
  }
}

/** Takes a value that begins with `first` and is no string: a list or an object with all that is in it, or a bare word. */
async function passOver(input: ByteWindow, first: string): Promise<void> {
  let depth = first === '{' || first === '[' ? 1 : 0;
  if (depth === 0) return passWord(input);
  while (depth > 0) {
    const byte = await nextByte(input);
    if (byte === '"') for await (const _piece of readJsonText(input));
    else if (byte === '{' || byte === '[') depth += 1;
    else if (byte === '}' || byte === ']') depth -= 1;
  }
}

async function passWord(input: ByteWindow): Promise<void> {
  for (;;) {
    const [byte] = await input.peek(1);
    if (byte === undefined || !/[\w.+-]/.test(String.fromCharCode(byte))) return;
    input.take(1);
  }
}

function notJson(): HookRefused {
  return new HookRefused(400, 'The request is not the JSON that this provider sends.');
}
