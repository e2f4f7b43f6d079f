import { z } from 'zod';
import { localDate } from '../../../domain/calendars/local-date.rules.ts';
import { addContract as add } from '../../../domain/contracts/add-contract.ts';
import { endContract as end } from '../../../domain/contracts/end-contract.ts';
import { findContract } from '../../../domain/contracts/find-contract.ts';
import { linkContract } from '../../../domain/contracts/link-contract.ts';
import { listContracts as list } from '../../../domain/contracts/list-contracts.ts';
import { setContractPolicy } from '../../../domain/contracts/set-contract-policy.ts';
import { findPolicy } from '../../../domain/sla/find-policy.ts';
import { contractTypes } from '../../../domain/sla/policy-in-force.types.ts';
import type { Card } from '../../cards/card.types.ts';
import { contractCard, contractListCard } from '../../cards/contract-card.ts';
import { doneCard } from '../../cards/done-card.ts';
import { withNotice } from '../../cards/make-card.rules.ts';
import { action } from '../../cards/spans.rules.ts';
import { seenVersion, shortText, ticketRef } from '../arguments.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { noCustomer, withCustomer } from '../with-customer.ts';
import { withTicket } from '../with-ticket.ts';

const contractsShown = 20;
const isoDate = z.iso.date('must be a date such as 2026-12-31');

export const listContracts = defineDeed({
  summary: 'List contracts, of one customer or all, the newest first',
  examples: ['contracts', 'contracts Acme'],
  schema: z.strictObject({ customer: shortText.optional() }),
  run: (ctx, args) =>
    withCustomer(ctx, 'contracts.list', args, async (customer) =>
      contractListCard(await list(ctx.uow, { customerId: customer?.id ?? null, limit: contractsShown }), customer?.name ?? null),
    ),
});

export const showContract = defineDeed({
  summary: 'Show a contract',
  examples: ['contract SC-2026-00001'],
  schema: z.strictObject({ contract: shortText }),
  run: async (ctx, { contract }) => contractCard(await findContract(ctx.uow, contract)),
});

export const addContract = defineDeed({
  summary: 'Add a customer’s contract with the policy it promises',
  examples: [
    'contract new Acme "Gold support" policy Gold',
    'contract new "Acme Ltd" "Servers" policy "Premium (Gold)" type:managed_services from:2026-01-01 until:2026-12-31',
  ],
  schema: z.strictObject({
    customer: shortText,
    name: shortText,
    policy: shortText.optional(),
    type: z.enum(contractTypes).optional(),
    from: isoDate.optional(),
    until: isoDate.optional(),
  }),
  run: (ctx, args) =>
    withCustomer(ctx, 'contract.add', args, async (customer) => {
      if (customer === null) throw await noCustomer(ctx, args.customer);
      const policy = args.policy === undefined ? null : await findPolicy(ctx.uow, args.policy);
      const { number } = await add(ctx.uow, {
        customerId: customer.id,
        name: args.name,
        slaPolicyId: policy?.id ?? null,
        startsOn: args.from ?? localDate(ctx.uow.now, ctx.asker.timeZone),
        endsOn: args.until ?? null,
        ...(args.type === undefined ? {} : { type: args.type }),
      });
      return saved(ctx, number, `Added for ${customer.name}. Their unfinished tickets are looked at again.`);
    }),
});

export const endContract = defineDeed({
  summary: 'End a contract at once or after a day',
  examples: ['contract end SC-2026-00001', 'contract end SC-2026-00001 2026-12-31'],
  schema: z.strictObject({ contract: shortText, lastDay: isoDate.optional(), version: seenVersion }),
  run: async (ctx, args) => {
    const contract = await findContract(ctx.uow, args.contract);
    const ended = await end(ctx.uow, contract.id, { lastDay: args.lastDay ?? null, seenVersion: args.version ?? null });
    const text = args.lastDay === undefined ? `${ended.number} has ended.` : `${ended.number} ends after ${ended.lastDay}.`;
    return saved(ctx, ended.number, `${text} Unfinished tickets are looked at again.`);
  },
});

export const policyOfContract = defineDeed({
  summary: 'Name the policy that a contract promises',
  examples: ['contract SC-2026-00001 policy Gold', 'contract SC-2026-00001 policy none'],
  schema: z.strictObject({ contract: shortText, policy: shortText.nullable(), version: seenVersion }),
  run: async (ctx, args) => {
    const contract = await findContract(ctx.uow, args.contract);
    const policy = args.policy === null ? null : await findPolicy(ctx.uow, args.policy);
    await setContractPolicy(ctx.uow, contract.id, policy?.id ?? null, args.version ?? null);
    return saved(
      ctx,
      contract.number,
      `${contract.number} promises ${policy?.name ?? 'no policy'}. Unfinished tickets are looked at again.`,
    );
  },
});

export const contractOfTicket = defineDeed({
  summary: 'Say which contract a ticket is served under',
  examples: ['contract 1 SC-2026-00001', 'contract TKT-202611-00001 none'],
  schema: z.strictObject({ ticket: ticketRef, contract: shortText.nullable(), version: seenVersion }),
  run: (ctx, args) =>
    withTicket(ctx, 'ticket.contract', args, async (ticket) => {
      const contract = args.contract === null ? null : await findContract(ctx.uow, args.contract);
      const done = await linkContract(ctx.uow, ticket.id, contract?.id ?? null, args.version ?? null);
      const what = done.contract === null ? 'is linked to no contract' : `is served under ${done.contract}`;
      const text = done.changed ? `${ticket.number} ${what}.` : `${ticket.number} ${what} already. Nothing was changed.`;
      return doneCard(ticket, text, [action('Why', 'ticket.why', { ticket: ticket.number })]);
    }),
});

async function saved(ctx: OperationContext, number: string, text: string): Promise<Card> {
  return withNotice(contractCard(await findContract(ctx.uow, number)), 'success', text);
}
