import type { CardAction, Field, Json, Paragraph, Row, Section, Span } from './card.types.ts';

/** A paragraph of plain text. */
export function plain(text: string): Paragraph {
  return [{ text }];
}

export function bold(text: string): Span {
  return { text, style: 'bold' };
}

export function code(text: string): Span {
  return { text, style: 'code' };
}

export function muted(text: string): Span {
  return { text, style: 'muted' };
}

/** A field with a plain value. */
export function field(label: string, value: string | Paragraph): Field {
  return { label, value: typeof value === 'string' ? plain(value) : value };
}

/** A button that acts at once. */
export function action(label: string, op: string, args: Record<string, Json>, style: CardAction['style'] = 'default'): CardAction {
  return { label, style, op, args, confirm: null };
}

/** A button that asks first. */
export function askFirst(label: string, op: string, args: Record<string, Json>, confirm: string): CardAction {
  return { label, style: 'danger', op, args, confirm };
}

export function row(title: Paragraph, lines: Paragraph[], actions: CardAction[] = []): Row {
  return { title, lines, actions };
}

export function section(heading: string | Paragraph, tone: Section['tone'], paragraphs: Paragraph[], actions: CardAction[] = []): Section {
  return { heading: typeof heading === 'string' ? plain(heading) : heading, tone, paragraphs, actions };
}

/** The text on one line, cut to `max` characters with a mark; never half a character. */
export function oneLine(text: string, max: number): string {
  return clip(text.replace(/\s+/g, ' ').trim(), max).text;
}

/** The text cut to `max` UTF-16 units, never inside a character; `cut` is how many units are not shown. */
export function clip(text: string, max: number): { text: string; cut: number } {
  if (text.length <= max) return { text, cut: 0 };
  const end = /[\uD800-\uDBFF]/.test(text.charAt(max - 1)) ? max - 1 : max;
  return { text: `${text.slice(0, end).trimEnd()}…`, cut: text.length - end };
}

/** Bytes as people read them. */
export function fileSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
