import type { DraftKind, DraftPayload } from '../../domain/deliveries/stored-mail.types.ts';
import type { Card, CardAction, Json } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, plain } from './spans.rules.ts';

/** Nothing was sent, but the text is not lost: one press prepares the same mail anew, with recipients as they follow now. */
export function expiredDraftCard(expired: { draft: DraftKind; number: string | null; payload: DraftPayload }): Card {
  return makeCard('error', [bold('Not sent')], {
    notices: [
      {
        level: 'error',
        text: 'This mail waited for more than an hour, so nothing was sent. Your text is below; prepare it again to see who gets it now.',
      },
    ],
    text: [plain(expired.payload.text)],
    actions: again(expired),
    error: { code: 'expired', reference: null },
    ticket: expired.number,
  });
}

function again({ draft, number, payload }: { draft: DraftKind; number: string | null; payload: DraftPayload }): CardAction[] {
  const { text, quote, files } = payload;
  const args: Record<string, Json> = {
    reply: { ticket: number ?? '', text, quote, after: payload.after },
    forward: { ticket: number ?? '', text, quote, files, to: payload.to.map((person) => person.address) },
    outreach: { to: payload.to[0]?.address ?? '', subject: payload.subject, text },
  }[draft];
  const op = { reply: 'ticket.reply', forward: 'ticket.forward', outreach: 'mail.write' }[draft];
  return [action('Prepare it again', op, args, 'primary')];
}
