import { wallTime } from '../../../domain/calendars/wall-time.rules.ts';
import { visibleText } from '../../../domain/suspicions/hidden-characters.rules.ts';
import type { MaterialMessage, TicketMaterial } from './ticket-material.types.ts';

/**
 * One message for a model: a head line and each sentence behind its mark on a line of its own, so that no line of a stranger's can pass for a head or a mark. Hidden
 * characters are gone: the model sees what a person sees.
 */
export function messageText(message: MaterialMessage, timeZone: string): string {
  const head = `${message.label} · ${message.by} · ${wallTime(message.at, timeZone)}`;
  const lines = message.sentences.map(
    ({ from, to }, i) => `[${message.label}.s${i + 1}] ${visibleText(message.text.slice(from, to)).replace(/\s+/g, ' ').trim()}`,
  );
  const rest = message.cut > 0 ? [`(${message.cut} more characters are left out)`] : [];
  return [head, ...(lines.length === 0 ? ['(no text)'] : lines), ...rest].join('\n');
}

/** The whole conversation for a model, with a note where messages were left out. */
export function conversationText({ messages, leftOut, timeZone }: TicketMaterial): string {
  const [first, ...others] = messages;
  const gap = leftOut === 0 ? [] : [`(${leftOut} older message${leftOut === 1 ? ' is' : 's are'} left out here)`];
  return [messageText(first, timeZone), ...gap, ...others.map((message) => messageText(message, timeZone))].join('\n\n');
}

/** `en` as `English`; a code nobody knows is English. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? 'English';
  } catch {
    return 'English';
  }
}
