import { isUnfinished, statusMoves } from '../../../domain/tickets/ticket.rules.ts';
import { type TicketPriority, type TicketStatus, ticketPriorities } from '../../../domain/tickets/tickets.types.ts';
import type { CardAction } from '../../cards/card.types.ts';
import { action } from '../../cards/spans.rules.ts';
import { statusNames } from '../../cards/words.rules.ts';
import { type ActionWriter, actionButton, actionOverflow, actionSelect, actionsBlock, createActionWriter } from './action-value.rules.ts';
import type { ActionsBlock, ExternalSelect, KnownBlock, RenderedCard, RenderOptions } from './blocks.types.ts';
import { limits } from './limits.rules.ts';
import { slackText } from './mrkdwn.rules.ts';
import { contextLine } from './pack-pieces.rules.ts';
import { plainText } from './plain-text.rules.ts';
import type { TicketCardModel } from './ticket-card.types.ts';
import { ticketFacts } from './ticket-facts.rules.ts';

/**
 * The one card of a ticket in a channel: what it is, whose, what is next and until when, what the customer said last, and what can be done. At most eight
 * blocks, one message. Where people of other companies read along it shows number and status alone.
 */
export function renderTicketCard(model: TicketCardModel, options: RenderOptions): RenderedCard {
  const writer = createActionWriter(options.nonce);
  return {
    text: ticketCardText(model),
    blocks: [...ticketFacts(model, options.webUrl), ...controls(model, writer), contextLine(whoReads(model))],
    more: [],
    stashed: writer.stashed,
  };
}

/** What notifications and screen readers say of it. */
export function ticketCardText({ number, subject, status, priority, isShared }: TicketCardModel): string {
  return slackText(isShared ? `${number}: ${statusNames[status]}` : `${number} ${subject} · ${statusNames[status]} · ${priority}`);
}

/** Said in every thread of a ticket, so that nobody has to guess. */
export function whoReads({ isShared }: Pick<TicketCardModel, 'isShared'>): string {
  return isShared
    ? 'People of other companies are in this channel and read this thread. Nothing written in it is sent to the customer by mail.'
    : 'Internal thread: the customer sees nothing of it. Only “Reply to customer” sends mail, with a preview first.';
}

/** Block ids of the card's pickers end with the ticket and its version: `<nonce>:<n>:<number>:<version>`. Null for any other block. */
export function ticketOfBlock(blockId: string): { ticket: string; version: number } | null {
  const found = /^[^:]+:\d+:([A-Z]+-\d+-\d+):(\d+)$/.exec(blockId);
  return found?.[1] === undefined ? null : { ticket: found[1], version: Number(found[2]) };
}

function controls(model: TicketCardModel, writer: ActionWriter): KnownBlock[] {
  const at = { ticket: model.number, version: model.version };
  const buttons = buttonsOf(model, at).map((one) => actionButton(writer, one));
  const menu = menuOf(model, at);
  const rows: ActionsBlock['elements'][] = [
    [...buttons, ...(menu.length === 0 ? [] : [actionOverflow(writer, menu)])],
    isOver(model) ? [] : pickers(model, at, writer),
  ];
  return rows
    .filter((elements) => elements.length > 0)
    .map((elements) => actionsBlock(writer, elements, `${model.number}:${model.version}`));
}

type At = { ticket: string; version: number };

/** Merged away or spam: another ticket, or nobody, is to be worked on. */
function isOver({ mergedInto, isSpam }: TicketCardModel): boolean {
  return mergedInto !== null || isSpam;
}

function buttonsOf(model: TicketCardModel, at: At): CardAction[] {
  if (model.mergedInto !== null) {
    return [
      action(`Show ${model.mergedInto}`, 'ticket.show', { ticket: model.mergedInto }),
      action('Take the merge back', 'ticket.unmerge', at),
    ];
  }
  if (model.isSpam) return [action('Not spam: release', 'ticket.release', at)];
  // Without a requester there is nobody to reply to.
  const reply = model.requester === null ? [] : [action('Reply to customer', 'open:reply', at)];
  if (!isUnfinished(model.status)) return [action('Reopen', 'ticket.status', { ...at, status: 'open' }), ...reply];
  const take = model.assignee === null ? action('Take', 'ticket.assign', { ...at, to: 'me' }, 'primary') : null;
  if (model.isShared) return [...(take === null ? [] : [take]), ...reply];
  return [
    ...(take === null ? [] : [take]),
    ...reply,
    action('Note', 'open:note', at),
    action('Next action', 'open:next', at),
    ...(model.canLink ? [action('Link customer', 'open:link', at)] : []),
  ];
}

/** Five at most (overflow element). */
function menuOf(model: TicketCardModel, at: At): CardAction[] {
  const { ticket } = at;
  const show = action('Show all', 'ticket.show', { ticket });
  const unbind = action('Take this thread off the ticket', 'slack.unbind', { ticket });
  if (isOver(model) || !isUnfinished(model.status)) return [show, unbind];
  return [
    show,
    ...(model.nextDueAt === null && !model.breached ? [] : [action('Why due?', 'ticket.why', { ticket })]),
    ...(model.assignee === null ? [] : [action('Take it over', 'ticket.assign', { ...at, to: 'me' })]),
    model.snoozedUntil === null
      ? action('Snooze until tomorrow', 'ticket.snooze', { ...at, until: 'tomorrow' })
      : action('Wake it now', 'ticket.snooze', { ...at, until: 'off' }),
    unbind,
  ];
}

function pickers(model: TicketCardModel, at: At, writer: ActionWriter): ActionsBlock['elements'] {
  const status = statusSelect(model.status, at, writer);
  if (model.isShared || !isUnfinished(model.status)) return [status];
  return [
    status,
    prioritySelect(model.priority, at, writer),
    picker('assignee', model.assignee === null ? 'Assign to…' : `Assignee: ${model.assignee}`),
    picker('macro', 'Run a macro…'),
  ];
}

function statusSelect(status: TicketStatus, at: At, writer: ActionWriter): ActionsBlock['elements'][number] {
  const actions = statusMoves[status].map((to) => action(capital(statusNames[to]), 'ticket.status', { ...at, status: to }));
  return actionSelect(writer, { placeholder: `Status: ${statusNames[status]}`, actions });
}

function prioritySelect(priority: TicketPriority, at: At, writer: ActionWriter): ActionsBlock['elements'][number] {
  const actions = ticketPriorities
    .filter((to) => to !== priority)
    .toReversed()
    .map((to) => action(capital(to), 'ticket.priority', { ...at, priority: to }));
  return actionSelect(writer, { placeholder: `Priority: ${priority}`, actions });
}

/** A type-ahead. Its choice names no operation: the listener joins it to the ticket of its block. */
function picker(what: 'assignee' | 'macro', placeholder: string): ExternalSelect {
  return {
    type: 'external_select',
    action_id: `pick:${what}`,
    min_query_length: 0,
    placeholder: plainText(placeholder, limits.placeholder),
  };
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
