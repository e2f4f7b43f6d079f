import { z } from 'zod';
import type { Brand } from '../../../domain/tenancy/brand.types.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { brandFacts } from '../../../domain/tenants/brand-facts.rules.ts';
import { changeBrand as changeLook } from '../../../domain/tenants/change-brand.ts';
import { queueBrandSample } from '../../../domain/tenants/queue-brand-sample.ts';
import { readBrand } from '../../../domain/tenants/read-brand.ts';
import type { Card } from '../../cards/card.types.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { action, bold, field, oneLine, plain } from '../../cards/spans.rules.ts';
import { defineDeed } from '../operation.ts';

const parts = ['name', 'accent', 'footer', 'logo', 'language'] as const;

export const showBrand = defineDeed({
  summary: 'Show how our mails to customers look',
  examples: ['brand', 'brand show'],
  schema: z.strictObject({}),
  run: async ({ uow }) => brandCard(await readBrand(uow), null),
});

export const changeBrand = defineDeed({
  summary: 'Change how our mails look: name, accent colour, footer, language',
  examples: [
    'brand accent #0a7f5a',
    'brand name Acme Care',
    'brand footer Acme Ltd, 1 Main Street',
    'brand language de',
    'brand reset logo',
  ],
  schema: z.strictObject({ part: z.enum(parts), value: z.string().max(1_000, 'must be at most 1000 characters long').nullable() }),
  run: async ({ uow }, { part, value }) =>
    brandCard(await changeLook(uow, { [part]: value }), 'Mails that are queued from now on look like this.'),
});

export const sampleBrand = defineDeed({
  summary: 'Send me a sample of our mails',
  examples: ['brand preview'],
  schema: z.strictObject({}),
  run: async ({ uow, asker }) => {
    const [reader] = await sqlRows<{ name: string; address: string }>(uow, 'select name, email as address from staff_users where id = ?', [
      asker.userId,
    ]);
    if (reader === undefined) throw new Error('the asker is a member of staff');
    await queueBrandSample(uow, reader);
    return brandCard(await readBrand(uow), `A sample is on its way to ${reader.address}.`);
  },
});

function brandCard(brand: Brand, done: string | null): Card {
  return makeCard('brand', [bold('How our mails look')], {
    ...(done === null ? {} : { notices: [{ level: 'success' as const, text: done }] }),
    fields: brandFacts(brand).map(({ name, value }) => field(name, oneLine(value, 400))),
    text: brand.logo === undefined ? [plain('A logo is set on the server: deskhand tenants brand --logo FILE')] : [],
    actions: [action('Send me a sample', 'brand.sample', {})],
  });
}
