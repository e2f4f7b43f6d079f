import { z } from 'zod';
import { shownName } from '../input.rules.ts';
import { skillName } from '../people/team-input.rules.ts';
import { tagName } from '../tickets/tag.rules.ts';
import { ticketPriorities, ticketTypes } from '../tickets/tickets.types.ts';

const ids = z.array(z.uuid()).min(1).max(50);

/** Conditions of a rule; a strict object, so that a misspelled one is refused and not simply true. */
export const ruleConditionsSchema = z.strictObject({
  types: z.array(z.enum(ticketTypes)).min(1).optional(),
  priorities: z.array(z.enum(ticketPriorities)).min(1).optional(),
  customerIds: ids.optional(),
  tags: z.array(tagName).min(1).max(30).optional(),
  mailboxIds: ids.optional(),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/, 'must be a language code such as de'))
    .min(1)
    .max(20)
    .optional(),
  channels: z
    .array(z.enum(['email', 'console']))
    .min(1)
    .optional(),
  hours: z.strictObject({ is: z.enum(['open', 'closed']), calendarId: z.uuid().nullable() }).optional(),
});

/** What a rule does. */
export const ruleResultSchema = z.union([
  z.strictObject({ to: z.literal('person'), userId: z.uuid() }),
  z.strictObject({ to: z.literal('team'), teamId: z.uuid() }),
  z.strictObject({ to: z.literal('strategy'), strategy: z.literal('round_robin'), teamId: z.uuid() }),
  z.strictObject({ to: z.literal('strategy'), strategy: z.literal('least_open'), teamId: z.uuid().nullable() }),
  z.strictObject({ to: z.literal('skill'), skill: skillName, teamId: z.uuid().nullable() }),
]);

/** A whole rule. */
export const ruleSchema = z.strictObject({
  name: shownName.max(80, 'must be at most 80 characters long'),
  conditions: ruleConditionsSchema,
  result: ruleResultSchema,
});
