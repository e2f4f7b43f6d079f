import type { SaidOnTicket } from '../../../domain/chat/load-said.ts';
import type { ThreadEvent } from '../../../domain/chat/load-thread-event.ts';
import type { Card, Paragraph } from '../../cards/card.types.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { bold, clip, muted, oneLine, plain, section } from '../../cards/spans.rules.ts';
import { authorName, eventText } from '../../cards/words.rules.ts';

/** Longest text of one message that its thread shows; the rest is on the ticket. Nobody reads more in a chat. */
const longest = 24_000;

/** A ticket's message for its thread: who said what to whom, and who may see it. */
export function saidCard(said: SaidOnTicket): Card {
  const tone = !said.isVerified ? 'unverified' : said.isPublic ? 'public' : 'internal';
  const { text, cut } = clip(said.text, longest);
  const paragraphs: Paragraph[] = [plain(text.trim() === '' ? '(no text)' : text)];
  if (!said.isVerified) paragraphs.unshift([bold('Unverified: whoever wrote this proved no right to write here.')]);
  if (cut > 0) paragraphs.push([muted(`(${cut} more characters on ${said.number})`)]);
  const at = { text: `${said.createdAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`, at: said.createdAt.toISOString() };
  const heading: Paragraph = said.editedAt === null ? [at] : [at, muted(' · edited')];
  return makeCard('done', [{ text: headerOf(said) }], { sections: [section(heading, tone, paragraphs)] });
}

/** What a message is, in the words of the thread: `Customer by mail · Jane Doe`, `Internal note · Bob`, `Answered the customer · Bob → jane@…`. */
export function headerOf({ kind, author, isPublic, recipients }: SaidOnTicket): string {
  const who = oneLine(author.kind === 'contact' && author.name !== '' ? author.name : authorName(author), 120);
  const to = recipients.map((person) => person.address).join(', ');
  switch (kind) {
    case 'mail':
      return isPublic ? `Customer by mail · ${who}` : `Mail of somebody else · ${who}`;
    case 'reply':
      return `Answered the customer · ${who} → ${oneLine(to, 200)}`;
    case 'forward':
      return `Forwarded to a third party · ${who} → ${oneLine(to, 200)}`;
    case 'opening':
      return author.kind === 'chat' ? `Asked in chat · ${who}` : `Opened · ${who}`;
    case 'acknowledgement':
      return `Acknowledged · ${who}`;
    case 'note':
      return isPublic
        ? `In the customer’s channel · ${who}`
        : author.kind === 'chat'
          ? `In chat, internal · ${who}`
          : `Internal note · ${who}`;
  }
}

/** What a thread is told of a merge. */
export function eventCard({ number, type, actor, data }: ThreadEvent): Card {
  const who = oneLine(authorName(actor), 120);
  const target = typeof data.number === 'string' ? data.number : 'another ticket';
  if (type !== 'merged_into') return makeCard('done', [{ text: `${number} · ${who}: ${eventText(type, data)}` }], {});
  return makeCard('done', [{ text: `${number} was merged into ${target} by ${who}` }], {
    text: [plain(`What is written in this thread goes to ${target} from now on.`)],
  });
}
