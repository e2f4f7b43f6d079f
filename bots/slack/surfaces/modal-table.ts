import { z } from 'zod';
import { mailAddress } from '../../../domain/input.rules.ts';
import { ticketPriorities } from '../../../domain/tickets/tickets.types.ts';
import type { FormInput } from '../render/form.types.ts';
import { limits } from '../render/limits.rules.ts';
import type { Modal } from './modal.types.ts';

const longest = limits.inputText;

const line = z.string().trim().min(1, 'Write something here').max(300, 'At most 300 characters');
const short = line.max(60, 'At most 60 characters');
const text = z
  .string()
  .max(longest, `At most ${longest} characters`)
  .refine((said) => said.trim() !== '', 'Write something here');
const optionalText = z.string().max(longest, `At most ${longest} characters`).optional();
const chosen = z.uuid('Choose one from the list');

const subject: FormInput = { name: 'subject', label: 'Subject', kind: 'line', maxLength: 300 };
const priority: FormInput = {
  name: 'priority',
  label: 'Priority',
  kind: 'choice',
  options: ticketPriorities.map((one) => ({ label: one, value: one })),
  optional: true,
};
const customer: FormInput = { name: 'customer', label: 'Customer', kind: 'external', source: 'customer', optional: true };
const assignee: FormInput = { name: 'assignee', label: 'Assignee', kind: 'external', source: 'assignee', optional: true };
const body: FormInput = { name: 'text', label: 'Text', kind: 'text', maxLength: longest, optional: true };
const moments = 'Such as tomorrow 9:00, 3h, friday or 2026-11-30 14:00.';

/** All forms of ours answer to this callback id; which one it is stands in the metadata. */
export const modalCallback = 'deskhand';

const requester: FormInput = {
  name: 'requester',
  label: 'For whom',
  kind: 'line',
  maxLength: 320,
  optional: true,
  hint: 'Their e-mail address; nothing is sent to it.',
};

/** Asked in forms about a ticket that were opened without one. */
export const ticketField: FormInput = { name: 'ticket', label: 'Ticket', kind: 'external', source: 'ticket' };

const table = {
  new_ticket: {
    title: 'New ticket',
    submit: 'Open ticket',
    whoSees: 'Who will see this: staff only. Nothing is sent to anybody.',
    op: 'slack.open_ticket',
    fields: [subject, requester, customer, priority, assignee, body],
    schema: z.object({
      subject: line,
      requester: mailAddress.optional(),
      customer: chosen.optional(),
      priority: z.enum(ticketPriorities).optional(),
      assignee: chosen.optional(),
      text: optionalText,
    }),
  },
  create_ticket: {
    title: 'Ticket from message',
    submit: 'Open ticket',
    whoSees: 'Who will see this: staff only. The whole thread comes along with its files; nothing is sent to anybody.',
    op: 'slack.ticket_from_message',
    fields: [
      subject,
      {
        ...requester,
        hint: 'The e-mail address of whoever needs it; nothing is sent to it now. Without one it is whoever wrote the message.',
      },
      { ...body, label: 'A note on it', hint: 'The message itself and its thread are on the ticket anyway.' },
      customer,
      priority,
      assignee,
    ],
    schema: z.object({
      subject: line,
      requester: mailAddress.optional(),
      text: optionalText,
      customer: chosen.optional(),
      priority: z.enum(ticketPriorities).optional(),
      assignee: chosen.optional(),
    }),
  },
  find: {
    title: 'Find',
    submit: 'Find',
    whoSees: 'Who will see this: you alone.',
    op: 'slack.find',
    fields: [
      { name: 'query', label: 'Words, a number or a name', kind: 'line', maxLength: 100 },
      {
        name: 'what',
        label: 'In',
        kind: 'choice',
        value: 'tickets',
        options: [
          { label: 'Tickets', value: 'tickets' },
          { label: 'Customers', value: 'customers' },
          { label: 'Articles', value: 'articles' },
        ],
      },
    ],
    schema: z.object({ query: line.max(100, 'At most 100 characters'), what: z.enum(['tickets', 'customers', 'articles']) }),
  },
  reply: {
    title: 'Reply to customer',
    submit: 'Preview',
    whoSees: 'Who will see this: the customer, by mail. You see the whole mail first; nothing leaves before you press Send.',
    op: 'ticket.reply',
    fields: [
      { name: 'text', label: 'Text', kind: 'text', maxLength: longest },
      {
        name: 'after',
        label: 'Afterwards',
        kind: 'choice',
        value: 'wait',
        options: [
          { label: 'Wait for the customer', value: 'wait' },
          { label: 'Keep the status', value: 'keep' },
          { label: 'Resolve the ticket', value: 'resolve' },
        ],
      },
    ],
    schema: z.object({ text, after: z.enum(['wait', 'keep', 'resolve']) }),
  },
  note: {
    title: 'Internal note',
    submit: 'Note it',
    whoSees: 'Who will see this: staff only.',
    op: 'ticket.note',
    fields: [{ name: 'text', label: 'Note', kind: 'text', maxLength: longest }],
    schema: z.object({ text }),
  },
  next: {
    title: 'Next action',
    submit: 'Save',
    whoSees: 'Who will see this: staff only.',
    op: 'next.set',
    fields: [
      { name: 'text', label: 'What is to be done next', kind: 'line', maxLength: 300 },
      { name: 'due', label: 'Due', kind: 'line', maxLength: 60, optional: true, hint: moments },
      { name: 'owner', label: 'By whom', kind: 'external', source: 'assignee', optional: true },
    ],
    schema: z.object({ text: line, due: short.optional(), owner: chosen.optional() }),
    moments: ['due'],
  },
  snooze: {
    title: 'Snooze',
    submit: 'Snooze',
    whoSees: 'Its clocks run on, and a mail of the customer wakes it.',
    op: 'ticket.snooze',
    fields: [{ name: 'until', label: 'Until', kind: 'line', maxLength: 60, hint: `${moments} The word off wakes it.` }],
    schema: z.object({ until: short }),
    moments: ['until'],
  },
  macro: {
    title: 'Run a macro',
    submit: 'Preview',
    whoSees: 'You see what it would do first; nothing is changed before you press Run it.',
    op: 'macro.preview',
    fields: [{ name: 'macro', label: 'Macro', kind: 'external', source: 'macro' }],
    schema: z.object({ macro: chosen }),
  },
  link: {
    title: 'Link to a customer',
    submit: 'Link',
    whoSees: 'The requester becomes a contact of the customer. Nothing is sent to anybody.',
    op: 'slack.link_customer',
    fields: [{ ...customer, optional: false }],
    schema: z.object({ customer: chosen }),
  },
} as const satisfies Record<string, Modal>;

export type ModalName = keyof typeof table;

/** Every form that opens without a card's own: its submission names `op` with the fields' values joined to the arguments it was opened with. */
export const modalTable: Readonly<Record<ModalName, Modal>> = table;

/** The modals that are about one ticket. */
export const ticketModals: readonly ModalName[] = ['reply', 'note', 'next', 'snooze', 'macro', 'link'];

/** The name when it is a modal's, or null. */
export function modalName(name: string): ModalName | null {
  return Object.hasOwn(table, name) ? (name as ModalName) : null;
}
