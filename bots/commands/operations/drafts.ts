import { z } from 'zod';
import { cancelDraft } from '../../../domain/deliveries/cancel-draft.ts';
import { editDraft } from '../../../domain/deliveries/edit-draft.ts';
import { listOwnDrafts } from '../../../domain/deliveries/list-own-drafts.ts';
import { shownAddress } from '../../../domain/deliveries/recipients.rules.ts';
import { type SendDraftOutcome, sendDraft } from '../../../domain/deliveries/send-draft.ts';
import { AppError, notFound } from '../../../domain/errors.ts';
import { isUuid } from '../../../domain/ids.types.ts';
import { viewTicket } from '../../../domain/tickets/view-ticket.ts';
import type { Card } from '../../cards/card.types.ts';
import { doneCard } from '../../cards/done-card.ts';
import { expiredDraftCard } from '../../cards/expired-draft-card.ts';
import { makeCard, withNotice } from '../../cards/make-card.rules.ts';
import { action, bold, oneLine, plain, row } from '../../cards/spans.rules.ts';
import { messageSection } from '../../cards/ticket-card.ts';
import { when } from '../../cards/when.rules.ts';
import { statusNames } from '../../cards/words.rules.ts';
import { addressList, longText, uuid } from '../arguments.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { previewCard } from './compose.ts';

const draftName = z.string().max(36).optional();

/** Runs `work` on the draft that is named by its id or the last letters of it, or on the asker's only one. Several are answered by a list. */
async function withDraft(
  ctx: OperationContext,
  op: string,
  args: { draft?: string | undefined },
  work: (id: string) => Promise<Card>,
): Promise<Card> {
  if (args.draft !== undefined && isUuid(args.draft)) return work(args.draft);
  const drafts = await listOwnDrafts(ctx.uow, ctx.asker.userId);
  const fitting = drafts.filter((draft) => args.draft === undefined || draft.id.endsWith(args.draft));
  const [only] = fitting;
  if (only === undefined) throw args.draft === undefined ? nothingWaits() : notFound('draft', args.draft);
  if (fitting.length === 1) return work(only.id);
  return makeCard('choice', 'Several mails of yours wait. Which one?', {
    rows: fitting.map((draft) =>
      row(
        [bold(draft.to.map(shownAddress).join(', ')), { text: ` ${oneLine(draft.subject, 100)}` }],
        [plain(oneLine(draft.text, 120)), [when(draft.createdAt, ctx.reader)]],
        [action('This one', op, { ...args, draft: draft.id })],
      ),
    ),
  });
}

function nothingWaits(): AppError {
  return new AppError('not_found', {
    message: 'no open draft',
    userMessage: 'No mail of yours waits to be sent. Write one with reply, forward or write.',
  });
}

export const editDraftMail = defineDeed({
  summary: 'Change a mail before it is sent',
  examples: [],
  schema: z.strictObject({
    draft: uuid,
    addCc: addressList.optional(),
    removeCc: addressList.optional(),
    quote: z.boolean().optional(),
    files: z.boolean().optional(),
    text: longText.optional(),
  }),
  run: async (ctx, { draft, addCc, removeCc, quote, files, text }) => {
    await editDraft(ctx.uow, draft, {
      ...(addCc === undefined && removeCc === undefined
        ? {}
        : { cc: { add: (addCc ?? []).map((address) => ({ name: '', address })), remove: removeCc ?? [] } }),
      ...(quote === undefined ? {} : { quote }),
      ...(files === undefined ? {} : { files }),
      ...(text === undefined ? {} : { text }),
    });
    return previewCard(ctx, draft);
  },
});

export const sendDraftMail = defineDeed({
  summary: 'Send the mail you were shown',
  examples: ['send', 'send 1a2b3c4d', 'send --resolve'],
  schema: z.strictObject({ draft: draftName, after: z.enum(['wait', 'keep', 'resolve']).optional(), seen: uuid.optional() }),
  run: (ctx, args) =>
    withDraft(ctx, 'draft.send', args, async (id) => {
      const outcome = await sendDraft(ctx.uow, id, { after: args.after ?? null, seen: args.seen ?? null, replyKeys: ctx.replyKeys });
      return sendCard(ctx, id, outcome);
    }),
});

async function sendCard(ctx: OperationContext, id: string, outcome: SendDraftOutcome): Promise<Card> {
  if (outcome.kind === 'expired') return expiredDraftCard(outcome);
  if (outcome.kind === 'overtaken') return overtakenCard(ctx, id, outcome);
  const { ticket } = await viewTicket(ctx.uow, outcome.ticketId, { limit: 1, before: null });
  const people = [...outcome.to, ...outcome.cc].map((person) => person.address).join(', ');
  return doneCard(ticket, `On its way to ${people}. ${ticket.number} is ${statusNames[ticket.status]}.`, []);
}

/** Nothing was sent: the newer message is shown, and the buttons of the new preview say that it was seen. */
async function overtakenCard(ctx: OperationContext, id: string, outcome: Extract<SendDraftOutcome, { kind: 'overtaken' }>): Promise<Card> {
  const view = await viewTicket(ctx.uow, outcome.ticketId, { limit: 20, before: null });
  const newer = view.messages.find((message) => message.id === outcome.newest);
  const shown = newer === undefined ? null : messageSection(newer, { reader: ctx.reader, userId: ctx.asker.userId, fileLink: null });
  const card = await previewCard(ctx, id, { seen: outcome.newest, newMessage: shown });
  return withNotice(
    card,
    'warning',
    'Nothing was sent yet: something new came in on this ticket after you wrote. Read it below, then send or cancel.',
  );
}

export const cancelDraftMail = defineDeed({
  summary: 'Put a mail aside without sending it',
  examples: ['discard', 'cancel draft'],
  schema: z.strictObject({ draft: draftName }),
  run: (ctx, args) =>
    withDraft(ctx, 'draft.cancel', args, async (id) => {
      const payload = await cancelDraft(ctx.uow, id);
      return makeCard('done', [bold('Cancelled')], {
        notices: [{ level: 'success', text: `Nothing was sent to ${payload.to.map((person) => person.address).join(', ')}.` }],
        text: [plain(payload.text)],
      });
    }),
});
