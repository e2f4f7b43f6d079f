import { keepChatActions } from '../../../domain/chat/keep-chat-actions.ts';
import { readChatAction } from '../../../domain/chat/read-chat-action.ts';
import type { Actor } from '../../../domain/ids.types.ts';
import type { CardForm } from '../../cards/card.types.ts';
import type { FormSpec } from '../render/form.types.ts';
import { formView } from '../render/form-view.rules.ts';
import { limits } from '../render/limits.rules.ts';
import { modalCallback } from './modal-table.ts';
import { metaOf, nothingLeft, type Opener, type Rest, showNotice, tellTooLate } from './open-modal.ts';
import { type ModalKit, showModal } from './show-modal.ts';
import { stableId } from './stable-id.rules.ts';
import { unlinkedCard } from './unlinked-card.ts';

const actor: Actor = { kind: 'system', name: 'chat forms' };

/** What the button of a card's form carries. */
export type CarriedForm = { form: CardForm; title: string };

/** Opens the form that a card carries. It is kept, for a submission must be read by the form it was drawn from. */
export async function openForm(kit: ModalKit, opener: Opener, carried: CarriedForm): Promise<Rest> {
  const person = await kit.turn.personOf(opener.user, opener.team);
  if (person === null) return showNotice(kit, opener, unlinkedCard());
  const form = editable(carried.form);
  const id = stableId('form', kit.turn.installation.id, opener.trigger);
  const { op, args } = form.action;
  const frame = {
    title: form.action.label,
    submit: form.action.label,
    callbackId: modalCallback,
    metadata: JSON.stringify(metaOf(kit, opener, { modal: 'form', op, args, form: id })),
    webUrl: kit.deps.webUrl,
  };
  const opened = await showModal(kit, opener.trigger, formView(specOf(form, carried), frame), opener.onTop);
  if (opened === null) return tellTooLate(kit, opener);
  const { deps, turn } = kit;
  await deps.withTenant(turn.tenantId, actor, (uow) => keepChatActions(uow, [{ id, action: { op: 'open:form', args: { form } } }]));
  return nothingLeft;
}

/** The kept form of a submission; null when it is not known any more. */
export async function keptForm({ deps, turn }: Pick<ModalKit, 'deps' | 'turn'>, id: string): Promise<CardForm | null> {
  const kept = await deps.withTenant(turn.tenantId, actor, (uow) => readChatAction(uow, id));
  return (kept?.args.form as CardForm | undefined) ?? null;
}

/** A text that a form cannot hold whole is not offered: saved again it would come back cut. */
function editable(form: CardForm): CardForm {
  return { ...form, fields: form.fields.filter(({ value }) => value.length <= limits.inputText) };
}

function specOf(form: CardForm, { title, form: whole }: CarriedForm): FormSpec {
  const left = whole.fields.length - form.fields.length;
  return {
    intro: [[{ text: title, style: 'bold' }]],
    notices: left === 0 ? [] : [{ level: 'info', text: 'What is longer than a form of Slack can hold is not in here and stays as it is.' }],
    whoSees: 'Who will see this: staff only.',
    fields: form.fields.map(({ name, label, kind, value, options }) => ({
      name,
      label,
      optional: form.fields.length > 1,
      ...(kind === 'choice' ? { kind, value, options } : { kind, value }),
    })),
  };
}
