import { z } from 'zod';
import { healthText } from '../../../domain/addresses/address-health.rules.ts';
import { clearAddress as clear } from '../../../domain/addresses/clear-address.ts';
import { listUnreachable as list } from '../../../domain/addresses/list-unreachable.ts';
import { mailAddress } from '../../../domain/input.rules.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { action, bold } from '../../cards/spans.rules.ts';
import { unreachableCard } from '../../cards/unreachable-card.ts';
import { defineDeed } from '../operation.ts';

const listShown = 10;
const after = z.strictObject({
  at: z
    .string()
    .max(40)
    .regex(/^[\d:.+ TZ-]+$/, 'must be an instant'),
  id: z.string().max(320),
});

export const listUnreachable = defineDeed({
  summary: 'List addresses that mail does not reach, or that complained',
  examples: ['unreachable', 'undeliverable', 'bounced addresses'],
  schema: z.strictObject({ after: after.optional() }),
  run: async (ctx, args) => unreachableCard(await list(ctx.uow, { limit: listShown, after: args.after ?? null })),
});

export const clearAddress = defineDeed({
  summary: 'Let automatic mail go to an address again',
  examples: ['reachable jane@acme.example', 'deliverable jane@acme.example'],
  schema: z.strictObject({ address: mailAddress }),
  run: async (ctx, { address }) => {
    const before = await clear(ctx.uow, address);
    const text =
      before === null
        ? `Nothing was held back for ${address}.`
        : `${address} gets automatic mail again. Before, mail to it ${healthText(before)}.`;
    return makeCard('done', [bold('Address')], {
      notices: [{ level: 'success', text }],
      actions: [action('Unreachable addresses', 'addresses.unreachable', {})],
    });
  },
});
