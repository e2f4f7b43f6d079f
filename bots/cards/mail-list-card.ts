import type { BlockedLine } from '../../domain/mailboxes/list-blocked-senders.ts';
import type { ParkedMail, ParkedPage } from '../../domain/mailboxes/list-parked-mails.ts';
import type { Card, CardAction, Row } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, askFirst, bold, code, fileSize, muted, oneLine, plain, row } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';

export type ParkedListOptions = { reader: Reader; rawLink: ((mail: ParkedMail) => string) | null };

const stateWords: Record<ParkedMail['state'], string> = {
  failed: 'could not be filed',
  quarantined: 'in quarantine',
  bounce: 'a report about a mail of ours',
};

/** Mails that did not become a ticket by themselves, each with what can be done. */
export function parkedListCard(page: ParkedPage, options: ParkedListOptions): Card {
  const waiting =
    page.waiting === 0 ? 'No mail waits for a decision' : `${page.waiting} mail${page.waiting === 1 ? ' waits' : 's wait'} for a decision`;
  return makeCard('mail_list', [bold(waiting)], {
    text: page.mails.length === 0 ? [plain('Nothing is parked: every mail that came in became a ticket or a message.')] : [],
    rows: page.mails.map((mail) => parkedRow(mail, options)),
    paging: {
      shown: page.mails.length,
      total: null,
      totalIsAtLeast: false,
      next: page.next === null ? null : action('Next', 'mails.parked', { after: page.next }),
    },
  });
}

function parkedRow(mail: ParkedMail, { reader, rawLink }: ParkedListOptions): Row {
  const raw = rawLink === null ? [] : [{ text: ' · ' }, { text: 'raw mail', href: rawLink(mail) }];
  return row(
    [code(`m-${mail.ref}`), { text: ` ${oneLine(mail.subject ?? '(no subject read)', 120)}` }],
    [
      [{ text: `${oneLine(mail.from ?? 'sender unknown', 120)} to ${mail.mailbox} · ` }, when(mail.receivedAt, reader)],
      [
        { text: stateWords[mail.state] },
        muted(mail.reason === null ? '' : `: ${oneLine(mail.reason, 200)}`),
        { text: ` · ${fileSize(mail.size)}` },
        ...raw,
      ],
    ],
    parkedActions(mail),
  );
}

function parkedActions(mail: ParkedMail): CardAction[] {
  if (mail.state === 'failed') return [action('Try again', 'mail.retry', { mail: mail.id }, 'primary')];
  if (mail.state === 'bounce') return mail.ticket === null ? [] : [action(`Show ${mail.ticket}`, 'ticket.show', { ticket: mail.ticket })];
  const release = action('Release this mail', 'mail.release', { mail: mail.id }, 'primary');
  return mail.from === null || mail.reason !== 'blocked sender'
    ? [release]
    : [
        release,
        askFirst('Release and unblock', 'mail.release', { mail: mail.id, unblock: true }, `Let mail of ${mail.from} in again from now on?`),
      ];
}

/** Who is blocked, by whom and since when. */
export function blockedListCard(page: { senders: BlockedLine[]; total: number; next: string | null }, reader: Reader): Card {
  return makeCard(
    'mail_list',
    [bold(page.total === 0 ? 'Nobody is blocked' : `${page.total} blocked sender${page.total === 1 ? '' : 's'}`)],
    {
      rows: page.senders.map((sender) =>
        row(
          [bold(sender.address)],
          [[{ text: `${sender.by ?? 'somebody'} · ` }, when(sender.blockedAt, reader)]],
          [action('Unblock', 'sender.unblock', { address: sender.address })],
        ),
      ),
      paging: {
        shown: page.senders.length,
        total: page.total,
        totalIsAtLeast: false,
        next: page.next === null ? null : action('Next', 'senders.blocked', { after: page.next }),
      },
    },
  );
}
