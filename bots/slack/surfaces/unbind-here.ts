import { findThreadTicket } from '../../../domain/chat/find-thread-ticket.ts';
import { unbindThread } from '../../../domain/chat/unbind-thread.ts';
import { AppError } from '../../../domain/errors.ts';
import { assertCan } from '../../../domain/people/permissions.rules.ts';
import { findTicket } from '../../../domain/tickets/find-ticket.ts';
import type { Card } from '../../cards/card.types.ts';
import { doneCard } from '../../cards/done-card.ts';
import type { Act } from './act.types.ts';
import { asCard } from './as-card.ts';
import { asStaff } from './as-staff.ts';

/** Takes a thread off its ticket: nothing crosses between them any more. Said again, it is said to be so. */
export async function unbindHere(act: Act, ref: string, channel: string, rootTs: string): Promise<Card> {
  return asCard(act, 'slack.unbind', () =>
    asStaff(act.deps, act.person, async (uow, member) => {
      assertCan(member.role, 'ticket:note');
      const there = await findThreadTicket(uow, act.turn.installation.id, channel, rootTs);
      const found = await findTicket(uow, there?.number ?? ref);
      if (found.kind !== 'one') throw notBound();
      if (there?.threadId != null) await unbindThread(uow, there.threadId);
      return doneCard(found.ticket, `This thread is no longer ${found.ticket.number}’s: what is written in it stays here.`, []);
    }),
  );
}

function notBound(): AppError {
  return new AppError('not_found', {
    message: 'no ticket of the thread',
    userMessage: 'This thread is no ticket’s, so nothing was changed.',
  });
}
