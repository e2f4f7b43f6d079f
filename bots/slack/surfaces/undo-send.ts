import { cancelLater } from '../../../domain/chat/cancel-later.ts';
import { isTakenBack } from '../../../domain/chat/is-taken-back.ts';
import { type ChatInboxId, isUuid } from '../../../domain/ids.types.ts';
import type { Card } from '../../cards/card.types.ts';
import { makeCard, withNotice } from '../../cards/make-card.rules.ts';
import { bold } from '../../cards/spans.rules.ts';
import type { Act } from './act.types.ts';
import { asCard } from './as-card.ts';
import { asStaff } from './as-staff.ts';
import { pressOp } from './press-op.ts';

/** Takes a mail back that has not left yet: its draft is shown again with its text. Too late is said. A draft is its writer's alone. */
export async function undoSend(act: Act, { item, draft }: Record<string, unknown>): Promise<Card> {
  return asCard(act, 'slack.undo_send', async () => {
    // An edit that changes nothing shows the preview, and refuses whoever may not change the draft, before anything is taken back.
    const preview = await pressOp(act, { op: 'draft.edit', args: { draft } });
    if (preview.error !== null) return preview;
    return (await takeBack(act, String(item))) ? withNotice(preview, 'success', 'Nothing was sent. Your text is still here.') : tooLate;
  });
}

/** Also true the second time: whoever asks again after a crash is told the same. */
async function takeBack({ deps, person }: Act, item: string): Promise<boolean> {
  if (!isUuid(item)) return false;
  const id = item as ChatInboxId;
  return asStaff(deps, person, async (uow) => (await cancelLater(uow, id)) || isTakenBack(uow, id));
}

const tooLate: Card = makeCard('error', [bold('Too late')], {
  notices: [{ level: 'warning', text: 'The mail is on its way: it cannot be taken back any more.' }],
  error: { code: 'conflict', reference: null },
});
