import type { ViewOutput, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { acceptChat } from '../../../domain/chat/accept-chat.ts';
import { readMoment } from '../../../domain/tickets/moment.rules.ts';
import type { Person } from '../../commands/person.types.ts';
import type { FormSpec } from '../render/form.types.ts';
import { fieldErrors, formValues } from '../render/form-values.rules.ts';
import type { OwnDeed, SlackDeps, SlackListeners, Turn } from '../slack.types.ts';
import { asStaff } from './as-staff.ts';
import type { Modal, ModalMeta } from './modal.types.ts';
import { modalCallback, modalName, modalTable, ticketField, ticketModals } from './modal-table.ts';
import { checkModal, readMeta } from './modal-values.rules.ts';
import { keptForm } from './open-form.ts';
import { turnOf } from './turn-of.ts';

type Checked = { args: Record<string, unknown> } | { errors: Record<string, string> };

/** Forms that are sent: what is wrong is said at its field; what is right is committed before Slack is told, and done by the pump. */
export const submitListeners: SlackListeners = (app, deps) => {
  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: modalCallback }, async ({ ack, body, view, context }) => {
    const turn = turnOf(context);
    const meta = readMeta(view.private_metadata);
    const checked =
      meta === null
        ? { errors: atFirst(view, 'This form is not known any more. Close it and open it again.') }
        : await check(deps, turn, body, meta);
    if (meta === null || 'errors' in checked) {
      await ack({ response_action: 'errors', errors: 'errors' in checked ? checked.errors : {} });
      return;
    }
    await accept(deps, turn, body, meta, checked.args);
    await ack();
  });
};

async function check(deps: SlackDeps, turn: Turn, { user, view }: ViewSubmitAction, meta: ModalMeta): Promise<Checked> {
  const person = await turn.personOf(user.id, user.team_id ?? null);
  if (person === null)
    return { errors: atFirst(view, 'Deskhand does not know you, so nothing was done. Link your account first: /desk link') };
  if (meta.form !== undefined) {
    const form = await keptForm({ deps, turn }, meta.form);
    return form === null
      ? { errors: atFirst(view, 'This form is not known any more. Close it and open it again.') }
      : { args: formValues(view, form) };
  }
  const name = modalName(meta.modal);
  if (name === null) return { errors: atFirst(view, 'This form is not known any more. Close it and open it again.') };
  const modal = ticketModals.includes(name) && typeof meta.args.ticket !== 'string' ? withTicketField(modalTable[name]) : modalTable[name];
  const values = formValues(view, { fields: modal.fields });
  const found = checkModal(modal, values);
  const problems = { ...('problems' in found ? found.problems : {}), ...(await timeProblems(deps, person, modal, values)) };
  if (Object.keys(problems).length > 0 || 'problems' in found)
    return { errors: fieldErrors(problems, { fields: modal.fields } satisfies FormSpec) };
  return found;
}

function withTicketField(modal: Modal): Modal {
  const ticket = z.string('Choose one from the list');
  return { ...modal, fields: [ticketField, ...modal.fields], schema: modal.schema.extend({ ticket }) };
}

/** A time that cannot be read, or that is over, in the zone of whoever wrote it. */
async function timeProblems(
  deps: SlackDeps,
  person: Person,
  modal: Modal,
  values: Record<string, string>,
): Promise<Record<string, string>> {
  const said = (modal.moments ?? []).map((name) => [name, values[name]?.trim() ?? ''] as const).filter(([, text]) => text !== '');
  if (said.length === 0) return {};
  return asStaff(deps, person, async (uow, member) => {
    const wrong = said.filter(([, text]) => {
      if (/^(?:off|now|no|auto|rule|default)$/i.test(text)) return false;
      const at = readMoment(text, uow.now, member.timeZone);
      return at === null || at <= uow.now;
    });
    return Object.fromEntries(
      wrong.map(([name]) => [name, 'Write a time to come, such as 3h, tomorrow 9:00, friday or 2026-11-30 14:00.']),
    );
  });
}

function atFirst(view: ViewOutput, problem: string): Record<string, string> {
  const blocks = view.blocks as { type: string; block_id?: string }[];
  const first = blocks.find((block) => block.type === 'input')?.block_id ?? blocks[0]?.block_id ?? 'text';
  return { [first]: problem };
}

/** One view is sent once: the same again is the same deed. */
async function accept(
  deps: SlackDeps,
  turn: Turn,
  { user, view }: ViewSubmitAction,
  meta: ModalMeta,
  args: Record<string, unknown>,
): Promise<void> {
  const deed: OwnDeed = { op: meta.op, args: { ...meta.args, ...args }, user: user.id, team: user.team_id ?? null, to: meta.to };
  await deps.withTenant(turn.tenantId, { kind: 'system', name: 'chat forms' }, (uow) =>
    acceptChat(uow, {
      installationId: turn.installation.id,
      kind: 'submission',
      key: `submission:${view.id}`,
      lane: `form:${user.id}`,
      payload: deed,
      responseUrl: meta.responseUrl ?? null,
    }),
  );
}
