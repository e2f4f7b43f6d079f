import { z } from 'zod';
import { findPolicy } from '../../../domain/sla/find-policy.ts';
import { listPolicies as list } from '../../../domain/sla/list-policies.ts';
import { setTicketPolicy as setPolicy } from '../../../domain/sla/set-ticket-policy.ts';
import { doneCard } from '../../cards/done-card.ts';
import { policyCard, policyListCard } from '../../cards/policy-card.ts';
import { action } from '../../cards/spans.rules.ts';
import { seenVersion, shortText, ticketRef } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { withTicket } from '../with-ticket.ts';

export const listPolicies = defineDeed({
  summary: 'List the service level policies and the templates to begin from',
  examples: ['policies'],
  schema: z.strictObject({}),
  run: async (ctx) => policyListCard(await list(ctx.uow)),
});

export const showPolicy = defineDeed({
  summary: 'Show a policy: times, pauses, thresholds, steps',
  examples: ['policy Gold'],
  schema: z.strictObject({ policy: shortText }),
  run: async (ctx, { policy }) => policyCard(await findPolicy(ctx.uow, policy), ctx.reader),
});

export const setTicketPolicy = defineDeed({
  summary: 'Set a ticket’s policy by hand, or leave it to the rules again',
  examples: ['policy 1 Gold', 'policy TKT-202611-00001 auto'],
  schema: z.strictObject({ ticket: ticketRef, policy: shortText.nullable(), version: seenVersion }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.policy', args, async (ticket) => {
      const policy = args.policy === null ? null : await findPolicy(ctx.uow, args.policy);
      const done = await setPolicy(ctx.uow, ticket.id, policy?.id ?? null, args.version ?? null);
      const what = done.policy === null ? 'is measured by the policy that the rules choose' : `is measured by ${done.policy}`;
      const text = done.changed ? `${ticket.number} ${what} from now on.` : `${ticket.number} ${what} already. Nothing was changed.`;
      return doneCard(ticket, text, [action('Why', 'ticket.why', { ticket: ticket.number })]);
    }),
});
