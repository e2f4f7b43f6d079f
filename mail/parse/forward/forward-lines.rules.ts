/** One line of a mail: how deep it is quoted and what is left without the marks. */
export type ForwardLine = { depth: number; text: string };

const mostLines = 20_000;
const marks = /^(?:\s{0,3}>){1,40} ?/;

/** The lines of a text, up to 20,000. A byte order mark that programs leave before a forward is dropped. */
export function forwardLines(text: string): ForwardLine[] {
  return text
    .replaceAll('\r', '')
    .split('\n', mostLines)
    .map((line) => {
      const own = line.startsWith('\ufeff') ? line.slice(1) : line;
      if (!/^[\s>]/.test(own)) return { depth: 0, text: own };
      const quoted = marks.exec(own.slice(0, 200))?.[0] ?? '';
      return { depth: quoted.split('>').length - 1, text: own.slice(quoted.length).replace(/^\ufeff/, '') };
    });
}

/** True for a line with nothing to read on it. */
export function isEmptyLine(line: ForwardLine | undefined): boolean {
  return line === undefined || (line.text.length < 200 && /^[\s\u200b-\u200f\ufeff\u00a0]*$/.test(line.text));
}

/**
 * The lines after a forward's headers as its author wrote them: without the quotation marks of the forwarding program and its indentation, ending
 * where the program's quotation ends.
 */
export function forwardedBody(lines: readonly ForwardLine[], from: number, depth: number): string {
  const rest = lines.slice(from);
  const level = depth > 0 || rest.every((line) => line.depth > 0 || isEmptyLine(line)) ? Math.max(1, depth) : 0;
  const end = level === 0 ? -1 : rest.findIndex((line, at) => line.depth < level && !isEmptyLine(line) && !isLazy(rest, at, level));
  const own = (end < 0 ? rest : rest.slice(0, end)).map((line) => '> '.repeat(Math.max(0, line.depth - level)) + line.text);
  const indent = commonIndent(own);
  return own
    .map((line) => line.slice(Math.min(indent, line.length)).trimEnd())
    .join('\n')
    .replace(/^[\s\ufeff\u200b]+|[\s\ufeff\u200b]+$/g, '');
}

/** A paragraph whose first line only was marked: the rest of it follows unmarked, and marked lines follow that at once. */
function isLazy(lines: readonly ForwardLine[], at: number, level: number): boolean {
  let next = at;
  while (next < at + 50 && next < lines.length && (lines[next]?.depth ?? 0) < level && !isEmptyLine(lines[next])) next += 1;
  const before = lines[at - 1];
  return before !== undefined && !(before.depth < level && isEmptyLine(before)) && (lines[next]?.depth ?? 0) >= level;
}

function commonIndent(lines: readonly string[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const line of lines) if (line.trim() !== '') least = Math.min(least, (/^[ \t]{0,40}/.exec(line)?.[0] ?? '').length);
  return Number.isFinite(least) ? least : 0;
}
