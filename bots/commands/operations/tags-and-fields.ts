import { z } from 'zod';
import { changeField as change } from '../../../domain/custom-fields/change-field.ts';
import { fieldText, wanted } from '../../../domain/custom-fields/custom-field.rules.ts';
import { type FieldDefinition, fieldTypes } from '../../../domain/custom-fields/custom-fields.types.ts';
import { defineField } from '../../../domain/custom-fields/define-field.ts';
import { findField } from '../../../domain/custom-fields/find-field.ts';
import { listFields as fieldsOf } from '../../../domain/custom-fields/list-fields.ts';
import { setField } from '../../../domain/custom-fields/set-field.ts';
import { listTags as tagsOf } from '../../../domain/tickets/list-tags.ts';
import { tagTicket } from '../../../domain/tickets/tag-ticket.ts';
import { ticketTypes } from '../../../domain/tickets/tickets.types.ts';
import { doneCard } from '../../cards/done-card.ts';
import { listCard, settledCard } from '../../cards/list-card.ts';
import { action, bold, code, muted, plain, row } from '../../cards/spans.rules.ts';
import { seenVersion, shortText, ticketRef } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';

const tags = z.array(z.string().max(100)).max(60);

export const changeTags = defineDeed({
  summary: 'Put tags on a ticket or take them off',
  examples: ['tag 1 vip, fibre', 'tag 1 vip -old', 'untag 1 vip'],
  schema: z.strictObject({ ticket: ticketRef, add: tags.default([]), remove: tags.default([]), version: seenVersion }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.tag', args, async (ticket) => {
      const done = await tagTicket(ctx.uow, ticket.id, { add: args.add, remove: args.remove }, args.version ?? null);
      const all = done.tags.length === 0 ? 'no tags' : done.tags.join(', ');
      if (done.added.length + done.removed.length === 0) return doneCard(ticket, `${done.number} stays as it is: ${all}.`, []);
      const undo = action('Undo', 'ticket.tag', { ticket: ticket.number, add: done.removed, remove: done.added, version: done.version });
      return doneCard(ticket, `${done.number}: ${all}.`, [undo]);
    }),
});

export const listTags = defineDeed({
  summary: 'List the tags of unfinished tickets',
  examples: ['tags'],
  schema: z.strictObject({}),
  run: async (ctx) =>
    listCard(
      'Tags of unfinished tickets',
      (await tagsOf(ctx.uow)).map((one) => row([code(one.tag), muted(` ${one.tickets}`)], [])),
      { empty: 'No unfinished ticket has a tag. Add one with: tag NUMBER WORD' },
    ),
});

export const setTicketField = defineDeed({
  summary: 'Set a custom field of a ticket, or take its value away',
  examples: ['field 1 rack 4', 'field 1 rack none'],
  schema: z.strictObject({ ticket: ticketRef, field: shortText, value: z.string().max(2_100).nullable(), version: seenVersion }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.field', args, async (ticket) => {
      const done = await setField(ctx.uow, ticket.id, args.field, args.value, args.version ?? null);
      const say = (value: typeof done.before): string => (value === null ? 'nothing' : fieldText(value));
      if (done.before === done.after) return doneCard(ticket, `${done.number}: ${done.label} stays ${say(done.after)}.`, []);
      const undo = action('Undo', 'ticket.field', {
        ticket: ticket.number,
        field: done.key,
        value: done.before === null ? null : fieldText(done.before),
        version: done.version,
      });
      return doneCard(ticket, `${done.number}: ${done.label} ${say(done.before)} → ${say(done.after)}.`, [undo]);
    }),
});

export const listFields = defineDeed({
  summary: 'List the custom fields of tickets',
  examples: ['fields'],
  schema: z.strictObject({}),
  run: async (ctx) =>
    listCard('Custom fields', (await fieldsOf(ctx.uow)).map(fieldRow), {
      empty: 'There are none yet. An admin adds one with: field add rack text "Rack"',
    }),
});

function fieldRow(field: FieldDefinition) {
  const facts = [
    `takes ${wanted(field)}`,
    ...(field.required ? ['needed before a ticket is resolved'] : []),
    ...(field.ticketTypes.length === 0 ? [] : [`for ${field.ticketTypes.join(', ').replaceAll('_', ' ')}`]),
  ];
  return row(
    [code(field.key), { text: ' ' }, bold(field.label), muted(field.active ? '' : ' (out of use)')],
    [plain(facts.join(' · '))],
    [
      field.active
        ? action('Put out of use', 'field.change', { field: field.key, active: false })
        : action('Use again', 'field.change', { field: field.key, active: true }),
    ],
  );
}

export const addField = defineDeed({
  summary: 'Add a custom field to tickets',
  examples: ['field add rack text "Rack"', 'field add site choice "Site" options:North,South required for:bug,technical'],
  schema: z.strictObject({
    key: shortText,
    type: z.enum(fieldTypes, `must be one of ${fieldTypes.join(', ')}`),
    label: shortText,
    options: z.array(z.string()).optional(),
    required: z.boolean().optional(),
    ticketTypes: z.array(z.enum(ticketTypes)).optional(),
  }),
  run: async (ctx, { options = [], required = false, ticketTypes: forTypes = [], ...args }) => {
    const { key } = await defineField(ctx.uow, { ...args, options, required, ticketTypes: forTypes });
    const field = await findField(ctx.uow, key);
    const undo = action('Put out of use', 'field.change', { field: key, active: false });
    return settledCard('Custom field', `“${field.label}” takes ${wanted(field)}. Set it with: field NUMBER ${key} VALUE`, [
      undo,
      action('All fields', 'fields.list', {}),
    ]);
  },
});

export const changeField = defineDeed({
  summary: 'Change a custom field, or put it out of use; values are kept',
  examples: [
    'field label rack Rack number',
    'field options site North, South, West',
    'field required rack',
    'field optional rack',
    'field off rack',
    'field on rack',
  ],
  schema: z.strictObject({
    field: shortText,
    label: shortText.optional(),
    options: z.array(z.string()).optional(),
    required: z.boolean().optional(),
    active: z.boolean().optional(),
  }),
  run: async (ctx, { field: name, label, options, required, active }) => {
    const before = await findField(ctx.uow, name, true);
    const after = await change(ctx.uow, before.id, {
      ...(label === undefined ? {} : { label }),
      ...(options === undefined ? {} : { options }),
      ...(required === undefined ? {} : { required }),
      ...(active === undefined ? {} : { active }),
    });
    const undo = action('Undo', 'field.change', {
      field: after.key,
      label: before.label,
      required: before.required,
      active: before.active,
      ...(after.type === 'choice' ? { options: before.options } : {}),
    });
    const state = after.active
      ? `takes ${wanted(after)}${after.required ? ', and is needed before a ticket is resolved' : ''}`
      : 'is out of use; tickets keep its values';
    return settledCard('Custom field', `“${after.label}” (${after.key}) ${state}.`, [undo, action('All fields', 'fields.list', {})]);
  },
});
