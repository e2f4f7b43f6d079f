import type { ListedFile } from '../../domain/tickets/list-files.ts';
import type { Card } from './card.types.ts';
import { listCard } from './list-card.ts';
import { action, fileSize, muted } from './spans.rules.ts';

/** All files of a ticket with links where the surface has them; pictures inside of mails are named as such. */
export function fileListCard(
  ticket: { number: string },
  files: readonly ListedFile[],
  fileLink: ((file: ListedFile) => string) | null,
): Card {
  const rows = files.map((file) => ({
    title: [
      fileLink === null ? { text: file.filename } : { text: file.filename, href: fileLink(file) },
      muted(` (${fileSize(file.size)})`),
    ],
    lines: [[muted(`message #${file.ordinal}${file.inline ? ', a picture inside of it' : ''}`)]],
    actions: [],
  }));
  return listCard(`Files of ${ticket.number}`, rows, {
    empty: 'It has no files.',
    ticket: ticket.number,
    actions: [action('Show the ticket', 'ticket.show', { ticket: ticket.number })],
  });
}
