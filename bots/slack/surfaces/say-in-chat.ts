import { listOwnDrafts } from '../../../domain/deliveries/list-own-drafts.ts';
import type { Card } from '../../cards/card.types.ts';
import { action } from '../../cards/spans.rules.ts';
import { parseCommand } from '../../commands/parse-command.ts';
import type { Act } from './act.types.ts';
import { asStaff } from './as-staff.ts';
import { pressOp } from './press-op.ts';
import { type Sending, sendLater } from './send-later.ts';
import { shareTicket } from './share-ticket.ts';
import { shortHelp } from './short-help.ts';

/** Where something was said: `ticket` is the one the conversation is about, `channel` null in the direct conversation. */
export type Said = { text: string; ticket: string | null; channel: string | null } & Sending;

/**
 * Does what somebody said. Beside the commands that every surface knows: help in short, `share NUMBER` and `channel …` about this channel, and a mail that is
 * sent can be taken back for ten seconds. Never throws for what a person caused.
 */
export async function sayInChat(act: Act, said: Said): Promise<Card> {
  const text = said.text.trim();
  if (text === '' || /^help$/i.test(text)) return asStaff(act.deps, act.person, async (_uow, member) => shortHelp(member.role));
  const share = /^share\s+(\S{1,40})(?:\s+here)?$/i.exec(text);
  if (share !== null && said.channel !== null && !said.channel.startsWith('D')) return shareTicket(act, share[1] ?? '', said.channel);
  const whole = aboutChannel(text, said.channel);
  const parsed = parseCommand(whole, { ticket: said.ticket });
  if (parsed.kind === 'call' && parsed.op === 'draft.send') return sendSaid(act, parsed.args, said);
  const { deps, person, commandId } = act;
  const card = await deps.commands.say(person, whole, { commandId, ...(said.ticket === null ? {} : { ticket: said.ticket }) });
  return withForm(card, whole);
}

/** `channel alerts on`, said in a channel, is about that channel. */
function aboutChannel(text: string, channel: string | null): string {
  const found = /^channel(?=\s|$)(?!\s+(?:<#|#|[CG][A-Z0-9]{6,}(?:\s|$)))\s*/i.exec(text);
  return found === null || channel === null || channel.startsWith('D') ? text : `channel ${channel} ${text.slice(found[0].length)}`.trim();
}

/** `send` names a draft by the end of its id, or means the only one. What is not clear is asked by the command itself. */
async function sendSaid(act: Act, args: Record<string, unknown>, said: Sending): Promise<Card> {
  const drafts = await asStaff(act.deps, act.person, (uow) => listOwnDrafts(uow, act.person.userId));
  const fitting = drafts.filter((draft) => args.draft === undefined || draft.id.endsWith(String(args.draft)));
  const [only] = fitting;
  if (only === undefined || fitting.length > 1) return pressOp(act, { op: 'draft.send', args });
  return sendLater(act, { ...args, draft: only.id }, said);
}

/** Half a reply can be finished in a form. */
function withForm(card: Card, text: string): Card {
  const found = /^(?:reply|answer|respond|re)\s+#?((?:tkt-)?[\d-]+)\s*$/i.exec(text.trim());
  if (found === null || card.kind !== 'help') return card;
  return { ...card, actions: [action('Write it in a form', 'open:reply', { ticket: found[1] ?? '' }, 'primary'), ...card.actions] };
}
