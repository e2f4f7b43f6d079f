import { findChatReader } from '../../../domain/chat/find-chat-reader.ts';
import { findShift } from '../../../domain/people/find-shift.ts';
import { standInFor } from '../../../domain/people/stand-in-for.ts';
import { loadHandoff } from '../../../domain/reporting/load-handoff.ts';
import { handoffCard } from '../../cards/handoff-card.ts';
import type { Composer } from '../slack.types.ts';
import { composeDirect } from './compose-card.ts';

/** Facts for whoever takes over, in a direct message when their turn begins; for somebody who is away, to the one who stands in for them. */
export const handoffComposer: Composer = {
  async compose(ctx) {
    const { uow, post, installation } = ctx;
    const { shiftId } = post.ref as { shiftId: string };
    const shift = await findShift(uow, shiftId);
    if (shift === null || shift.until <= uow.now) return null;
    const present = await standInFor(uow, shift.userId, uow.now);
    const reader = await findChatReader(uow, installation.id, present);
    if (reader === null) return null;
    const facts = await loadHandoff(uow, { rota: shift.rota, shift });
    return composeDirect(ctx, handoffCard(facts, { timeZone: reader.timeZone, now: uow.now }), reader);
  },
};
