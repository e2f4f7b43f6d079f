import { acceptChat } from '../../../domain/chat/accept-chat.ts';
import { lockDraft } from '../../../domain/deliveries/lock-draft.ts';
import type { ChatInboxId } from '../../../domain/ids.types.ts';
import { assertCan } from '../../../domain/people/permissions.rules.ts';
import type { Card } from '../../cards/card.types.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { action, bold } from '../../cards/spans.rules.ts';
import type { AnswerRef, OwnDeed } from '../slack.types.ts';
import type { Act } from './act.types.ts';
import { asCard } from './as-card.ts';
import { asStaff } from './as-staff.ts';
import { pressOp } from './press-op.ts';

/** How long a mail can be taken back after Send, in ms. */
export const undoMs = 10_000;

/** Who pressed Send on a draft, and where they are answered. */
export type Sending = { user: string; team: string | null; to: AnswerRef['to'] };

/**
 * Lets a mail leave in ten seconds, and says so with a way to take it back. Nothing waits when it could not be sent anyway: then the answer is the one that
 * sending gives. The mail goes out as a deed of its own, once, with the rights the person has then.
 */
export async function sendLater(act: Act, args: Record<string, unknown>, { user, team, to }: Sending): Promise<Card> {
  const { deps, turn, person, commandId } = act;
  return asCard(act, 'draft.send', async () => {
    const waiting = await asStaff(deps, person, async (uow, member) => {
      assertCan(member.role, 'ticket:reply');
      const draft = await lockDraft(uow, String(args.draft));
      if (draft.expiresAt <= uow.now) return null;
      const deed: OwnDeed = { op: 'draft.send', args, user, team, to };
      const { id } = await acceptChat(uow, {
        installationId: turn.installation.id,
        kind: 'later',
        key: `send:${commandId}`,
        lane: `send:${draft.id}`,
        payload: deed,
        responseUrl: turn.item?.responseUrl ?? null,
        at: new Date(uow.now.getTime() + undoMs),
      });
      return { id, people: [...draft.payload.to, ...draft.payload.cc].map((one) => one.address) };
    });
    return waiting === null ? pressOp(act, { op: 'draft.send', args }) : leavingCard(waiting.id, waiting.people, args.draft);
  });
}

function leavingCard(item: ChatInboxId, people: string[], draft: unknown): Card {
  return makeCard('done', [bold(`Goes out in ${undoMs / 1_000} s`)], {
    notices: [{ level: 'info', text: `Goes out in ${undoMs / 1_000} s to ${people.join(', ')}.` }],
    actions: [action('Undo', 'slack.undo_send', { item, draft: String(draft) }, 'primary')],
  });
}
