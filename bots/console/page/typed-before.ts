/** What was typed in this visit, oldest first, where the arrows stand in it, and what was half written when they left. */
export type Typed = { lines: string[]; at: number; draft: string };

const kept = 100;

/** Keeps a sent text, once when it is the same as the last. */
export function remember(typed: Typed, text: string): void {
  if (typed.lines.at(-1) !== text) typed.lines.push(text);
  if (typed.lines.length > kept) typed.lines.shift();
  typed.at = typed.lines.length;
  typed.draft = '';
}

/** The text one step back (-1) or forth (1); past the newest comes what was half written. Null when there is nothing that way. */
export function recall(typed: Typed, current: string, step: -1 | 1): string | null {
  const next = typed.at + step;
  if (next < 0 || next > typed.lines.length) return null;
  if (typed.at === typed.lines.length) typed.draft = current;
  typed.at = next;
  return typed.lines[next] ?? typed.draft;
}
