import type { View } from '@slack/types';
import { chatSecretContext } from '../../../domain/chat/chat.types.ts';
import type { Card } from '../../cards/card.types.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { bold } from '../../cards/spans.rules.ts';
import type { FormInput } from '../render/form.types.ts';
import { formView } from '../render/form-view.rules.ts';
import { messageView } from '../render/home-view.rules.ts';
import type { AnswerRef } from '../slack.types.ts';
import { asStaff } from './as-staff.ts';
import type { ModalMeta } from './modal.types.ts';
import { type ModalFacts, modalFacts } from './modal-facts.ts';
import { type ModalName, modalCallback, modalTable, ticketField, ticketModals } from './modal-table.ts';
import { queueAnswer } from './queue-answer.ts';
import { type ModalKit, showModal, updateModal } from './show-modal.ts';
import { stableId } from './stable-id.rules.ts';
import { unlinkedCard } from './unlinked-card.ts';

/** Who wants a view, with what opens it, and where they are answered. `responseUrl` as Slack handed it over. */
export type Opener = {
  trigger: string;
  user: string;
  team: string | null;
  to: AnswerRef['to'];
  responseUrl: string | null;
  /** Pressed inside a view: the new one is laid upon it. */
  onTop?: boolean;
};

/** Which form, with what it is about and what stands in its fields already. */
export type WantedModal = { modal: ModalName; args: Record<string, unknown>; values?: Record<string, string> };

/** What is left to do once a view is open and Slack was told so. */
export type Rest = () => Promise<void>;

export const nothingLeft: Rest = async () => undefined;

/**
 * Opens a form at once with what is known; the rest shows in it what has to be looked up. Whoever proved nothing is told how to. Throws when Slack cannot be asked,
 * so that it tells the person.
 */
export async function openModal(kit: ModalKit, opener: Opener, wanted: WantedModal): Promise<Rest> {
  const person = await kit.turn.personOf(opener.user, opener.team);
  if (person === null) return showNotice(kit, opener, unlinkedCard());
  const opened = await showModal(kit, opener.trigger, viewOf(kit, opener, wanted, null), opener.onTop);
  if (opened === null) return tellTooLate(kit, opener);
  const { ticket } = wanted.args;
  if (typeof ticket !== 'string') return nothingLeft;
  return async () => {
    const facts = await asStaff(kit.deps, person, (uow) => modalFacts(uow, wanted.modal, ticket));
    await updateModal(kit, opened, viewOf(kit, opener, wanted, facts));
  };
}

function viewOf(kit: ModalKit, opener: Opener, { modal, args, values = {} }: WantedModal, facts: ModalFacts | null): View {
  const { title, submit, whoSees, op, fields } = modalTable[modal];
  const asked = ticketModals.includes(modal) && typeof args.ticket !== 'string' ? [ticketField, ...fields] : fields;
  const spec = {
    notices: facts?.notices ?? [],
    intro: facts?.intro ?? (typeof args.ticket === 'string' ? [[{ text: args.ticket }]] : []),
    whoSees: facts?.whoSees ?? whoSees,
    fields: asked.map((field) => filled(field, values[field.name])),
  };
  const metadata = JSON.stringify(metaOf(kit, opener, { modal, op, args }));
  return formView(spec, { title, submit, callbackId: modalCallback, metadata, webUrl: kit.deps.webUrl });
}

function filled(field: FormInput, value: string | undefined): FormInput {
  return value === undefined || (field.kind !== 'line' && field.kind !== 'text' && field.kind !== 'choice') ? field : { ...field, value };
}

/** What the submission needs to know. The response address is sealed: it lies in Slack's view, and is ours to use. */
export function metaOf(kit: ModalKit, { to, responseUrl }: Opener, call: Pick<ModalMeta, 'modal' | 'op' | 'args' | 'form'>): ModalMeta {
  const { deps, turn } = kit;
  if (to.kind !== 'respond' || responseUrl === null) return { ...call, to };
  return { ...call, to, responseUrl: deps.seal(responseUrl, chatSecretContext(turn.tenantId)) };
}

/** Shows a card in a view without inputs or buttons. */
export async function showNotice(kit: ModalKit, opener: Opener, card: Card): Promise<Rest> {
  const { view } = messageView(
    card,
    { title: 'Deskhand', callbackId: 'notice' },
    { nonce: stableId(opener.trigger), webUrl: kit.deps.webUrl },
  );
  const opened = await showModal(kit, opener.trigger, view, opener.onTop);
  return opened === null ? tellTooLate(kit, opener) : nothingLeft;
}

/** The person must not be left with nothing: Slack shows no error of its own for a view that came too late. */
export async function tellTooLate({ deps, turn }: ModalKit, { trigger, to, responseUrl }: Opener): Promise<Rest> {
  const sealed = responseUrl === null ? null : deps.seal(responseUrl, chatSecretContext(turn.tenantId));
  const aside = to.kind === 'respond' ? { ...to, replace: false } : to;
  await queueAnswer(deps, turn, `expired:${stableId(trigger)}`, lateCard, aside, { sealedUrl: sealed });
  return nothingLeft;
}

const lateCard: Card = makeCard('error', [bold('Not opened')], {
  notices: [
    { level: 'warning', text: 'Slack lets a form open for three seconds only, and they were over. Nothing was done: press it again.' },
  ],
  error: { code: 'expired', reference: null },
});
