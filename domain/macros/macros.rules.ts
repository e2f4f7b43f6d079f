import { z } from 'zod';
import type { StaffUserId, TeamId } from '../ids.types.ts';
import type { Permission } from '../people/permissions.rules.ts';
import { nextActionStates } from '../tickets/next-action.types.ts';
import { tagList } from '../tickets/tag.rules.ts';
import { ticketPriorities, ticketStatuses, ticketTypes } from '../tickets/tickets.types.ts';
import type { MacroAction, MacroActionKind } from './macros.types.ts';

/** Most steps of one macro. */
export const mostSteps = 20;

/** What each step needs of whoever runs the macro: no more and no less than the command that does the same. */
export const stepPermissions: Record<MacroActionKind, Permission> = {
  status: 'ticket:status',
  priority: 'ticket:status',
  type: 'ticket:status',
  assign: 'ticket:assign',
  team: 'ticket:assign',
  tags: 'ticket:status',
  note: 'ticket:note',
  reply: 'ticket:reply',
  next_action: 'ticket:note',
};

/** A name people call something by: one line. */
export const keptName = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(80, 'must be at most 80 characters long')
  .regex(/^[^\p{Cc}]*$/u, 'must be one line');
/** A text that goes to a customer or into a note. */
export const keptText = z
  .string()
  .max(20_000, 'is too long')
  .refine((text) => text.trim() !== '', 'must not be empty');

const staffId = z.uuid().transform((id) => id as StaffUserId);

/** One step; what is no step is refused, never skipped. */
export const macroAction: z.ZodType<MacroAction> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status'), status: z.enum(ticketStatuses) }),
  z.strictObject({ kind: z.literal('priority'), priority: z.enum(ticketPriorities) }),
  z.strictObject({ kind: z.literal('type'), type: z.enum(ticketTypes) }),
  z.strictObject({ kind: z.literal('assign'), to: z.union([z.literal('me'), z.null(), staffId]) }),
  z.strictObject({ kind: z.literal('team'), team: z.uuid().transform((id) => id as TeamId) }),
  z.strictObject({ kind: z.literal('tags'), add: tagList, remove: tagList }),
  z.strictObject({ kind: z.literal('note'), text: keptText }),
  z.strictObject({ kind: z.literal('reply'), text: keptText }),
  z.strictObject({
    kind: z.literal('next_action'),
    text: z.string().trim().min(1).max(500).nullable(),
    state: z.enum(nextActionStates).nullable(),
  }),
]);

/** The steps of a macro; at most one reply, because one draft is shown. */
export const macroActions = z
  .array(macroAction)
  .min(1, 'must have a step')
  .max(mostSteps, `must have at most ${mostSteps} steps`)
  .refine((actions) => actions.filter((action) => action.kind === 'reply').length <= 1, 'may have one reply only');
