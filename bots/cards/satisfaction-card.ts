import type { RatingLine, Ratings } from '../../domain/satisfaction/list-ratings.ts';
import { lowScore } from '../../domain/satisfaction/satisfaction.types.ts';
import type { Card, Row } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, clip, code, field, muted, oneLine, plain, row } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';

/** What requesters said: average, distribution and the newest votes; a low one offers to open the ticket again. */
export function satisfactionCard(ratings: Ratings, days: number, reader: Reader): Card {
  const { count, average, asked, distribution, newest } = ratings;
  const title = average === null ? `No rating in ${days} days` : `${average.toFixed(2)} of 5 in ${days} days`;
  return makeCard('satisfaction', [bold(title)], {
    fields: [
      field('Ratings', `${count} (${asked} asked)`),
      ...distribution
        .map((votes, index) => field(`${index + 1} of 5`, count === 0 ? '0' : `${votes} (${Math.round((votes / count) * 100)} %)`))
        .toReversed(),
    ],
    text: asked === 0 ? [plain('Nobody was asked. An admin switches it on with “satisfaction on”.')] : [],
    rows: newest.map((line) => ratingRow(line, reader)),
  });
}

function ratingRow(line: RatingLine, reader: Reader): Row {
  const reopens = line.score <= lowScore && (line.status === 'resolved' || line.status === 'closed');
  return row(
    [bold(`${line.score}/5`), { text: ' ' }, code(line.ticket), { text: ` ${oneLine(line.subject, 120)}` }],
    [
      ...(line.comment === '' ? [] : [plain(clip(line.comment, 400).text)]),
      [muted(`${line.assignee ?? 'nobody'} · `), when(line.at, reader)],
    ],
    [
      action('Show ticket', 'ticket.show', { ticket: line.ticket }),
      ...(reopens ? [action('Reopen', 'ticket.status', { ticket: line.ticket, status: 'open' }, 'primary')] : []),
    ],
  );
}
