const mostLines = 4000;
const lookAt = 300;

/** A notice's own words, and what it returns of the mail (from its first header on; '' when nothing is returned). */
export type NoticeText = { notice: string; returned: string };

/**
 * Where the returned mail begins in a notice of one text. Known by its shape, not by the words above it: three or more header lines in a row at the
 * same indentation, one of which only a delivered mail has.
 */
export function splitReturned(text: string): NoticeText {
  const lines = text.split('\n').slice(0, mostLines);
  for (let at = 0; at < lines.length; at++) {
    if (nameOf(lines[at] ?? '') === null || !opensHeaders(lines, at)) continue;
    return { notice: withoutIntroduction(lines.slice(0, at)).join('\n'), returned: dedent(lines.slice(at)).join('\n') };
  }
  return { notice: withoutIntroduction(lines).join('\n'), returned: '' };
}

const telling = new Set([
  'received',
  'return-path',
  'message-id',
  'mime-version',
  'dkim-signature',
  'content-type',
  'delivered-to',
  'x-mailer',
  'user-agent',
]);
const usual = new Set([...telling, 'from', 'to', 'cc', 'subject', 'date', 'reply-to', 'sender', 'references', 'in-reply-to']);

function opensHeaders(lines: readonly string[], at: number): boolean {
  const seen = new Set<string>();
  let tells = false;
  for (let next = at; next < Math.min(at + 60, lines.length); next++) {
    const line = lines[next] ?? '';
    const name = nameOf(line);
    if (name !== null) {
      if (usual.has(name) || name.startsWith('x-')) seen.add(name);
      tells ||= telling.has(name);
    } else if (!/^[ \t]/.test(line) || line.trim() === '') break;
    if (tells && seen.size >= 3) return true;
  }
  // Two lines may be all that a short mail has, when the first was written by a server.
  return tells && seen.size >= 2 && /^\s*(?:received|return-path|x-received)/i.test(lines[at] ?? '');
}

function nameOf(line: string): string | null {
  const start = line.slice(0, lookAt);
  return /^[ \t]{0,8}([a-z][\w-]{1,60}):/i.exec(start)?.[1]?.toLowerCase() ?? null;
}

const introduction =
  /below this line|copy of (?:the|your) message|original (?:message|mail)|returned (?:message|mail)|unsent message|message (?:headers?|text) follow|header of the original|message header|元のメール|原信|^from \S+@/i;

/** Drops the line that announces the returned mail, and drawn rules around it. */
function withoutIntroduction(lines: readonly string[]): string[] {
  const kept = [...lines];
  for (let dropped = 0; dropped < 6 && kept.length > 0; dropped++) {
    const last = (kept.at(-1) ?? '').slice(0, lookAt).trim();
    if (last !== '' && !/^[-=_*|#\s]+$/.test(last) && !introduction.test(last)) break;
    kept.pop();
  }
  return kept;
}

function dedent(lines: readonly string[]): string[] {
  const indent = /^[ \t]*/.exec(lines[0] ?? '')?.[0] ?? '';
  return indent === '' ? [...lines] : lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
}
