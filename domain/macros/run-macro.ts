import { draftReply } from '../deliveries/draft-reply.ts';
import type { TicketId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { addNote } from '../tickets/add-note.ts';
import { applyChange } from '../tickets/apply-change.ts';
import { lockTicket } from '../tickets/lock-ticket.ts';
import { recordEvent } from '../tickets/record-event.ts';
import { setNextAction } from '../tickets/set-next-action.ts';
import type { LoadedMacro } from './load-macro.ts';
import type { MacroAction } from './macros.types.ts';
import { fillTemplate, type TemplateValues } from './template-text.rules.ts';
import { templateValues } from './template-values.ts';

/** `steps`: what each did, in words. `draftId`: the reply that waits for a person. */
export type MacroRun = { number: string; steps: string[]; draftId: string | null };

/**
 * Runs a macro on a ticket, every step by the verb a person would use, all or nothing: what one step throws undoes the others with the unit. Rights are the
 * caller's to check (`stepPermissions`). Throws `conflict` when the ticket is not at `seenVersion` any more, and what the steps throw.
 */
export async function runMacro(
  uow: TenantUnitOfWork,
  ticketId: TicketId,
  macro: Pick<LoadedMacro, 'name' | 'actions'>,
  seenVersion: number | null = null,
): Promise<MacroRun> {
  const ticket = await lockTicket(uow, ticketId, seenVersion);
  const run: MacroRun = { number: ticket.number, steps: [], draftId: null };
  await recordEvent(uow, ticketId, 'macro_run', { macro: macro.name, steps: macro.actions.map((action) => action.kind) });
  const values = await templateValues(uow, ticketId);
  for (const action of macro.actions) await step(uow, ticketId, action, values, run);
  return run;
}

async function step(uow: TenantUnitOfWork, id: TicketId, action: MacroAction, values: TemplateValues, run: MacroRun): Promise<void> {
  switch (action.kind) {
    case 'note':
      await addNote(uow, id, fillTemplate(action.text, values));
      run.steps.push(`internal note: ${shown(fillTemplate(action.text, values))}`);
      return;
    case 'reply': {
      const text = fillTemplate(action.text, values);
      run.draftId = (await draftReply(uow, { ticketId: id, text, cc: { add: [], remove: [] }, quote: true, after: 'keep' })).id;
      run.steps.push(`a reply is prepared for you to send: ${shown(text)}`);
      return;
    }
    case 'next_action': {
      const text = action.text === null ? null : fillTemplate(action.text, values);
      await setNextAction(uow, id, { ...(text === null ? {} : { text }), ...(action.state === null ? {} : { state: action.state }) });
      run.steps.push(
        `next: ${[text, action.state?.replaceAll('_', ' ')].filter((part) => part !== null && part !== undefined).join(', ')}`,
      );
      return;
    }
    default:
      run.steps.push((await applyChange(uow, id, action)).text);
  }
}

function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 120 ? `“${line.slice(0, 120).toWellFormed()}…”` : `“${line}”`;
}
