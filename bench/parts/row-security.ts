import { defineEntity, type EntityManager, MikroORM, p } from '@mikro-orm/postgresql';
import { tenantColumn, tenantScope } from '../../domain/database/base.entity.ts';
import { secureTable } from '../../domain/database/row-security.ts';
import { newId, type TenantId } from '../../domain/ids.types.ts';
import { seeded } from '../../domain/seeded.rules.ts';
import { createWithTenant } from '../../domain/tenancy/unit-of-work.ts';
import { withClient } from '../../server/embedded/with-client.ts';
import { figure, median } from '../support/figures.rules.ts';
import type { Part, Say } from '../support/part.types.ts';
import { pick } from '../support/random.rules.ts';
import { startScratchDatabase } from '../support/scratch-database.ts';

const columns = { id: p.uuid().primary(), subject: p.text(), amount: p.integer(), createdAt: p.datetime() };
const Secured = defineEntity({ name: 'Secured', tableName: 'bench_secured', ...tenantScope, properties: { ...tenantColumn, ...columns } });
const Plain = defineEntity({
  name: 'Plain',
  tableName: 'bench_plain',
  filters: tenantScope.filters,
  properties: { ...tenantColumn, ...columns },
});

const tenants = Array.from({ length: 20 }, () => newId<TenantId>());
const rowsThere = 40_000;
const rounds = 60;
const unitsARound = 80;
const widths = [1, 20];
const actor = { kind: 'system', name: 'bench' } as const;

type Unit = (tenantId: TenantId) => Promise<void>;

/** The same unit of work (one insert, one select of 20 rows) through the tenants' door and without it, in turn on one server. */
export const rowSecurity: Part = {
  name: 'row-security',
  meaning: 'what row security and the tenants’ door cost a unit of work',
  run: async (say) => {
    const scratch = await startScratchDatabase({ durable: true });
    try {
      await withClient(scratch.server.ownerUrl, async (client) => {
        for (const statement of tables()) await client.query(statement);
      });
      await withClient(scratch.server.superuserUrl.replace(/\/postgres$/, '/deskhand'), async (client) => {
        for (const table of ['bench_secured', 'bench_plain']) await client.query(fill(table));
        await client.query('analyze');
      });
      const orm = new MikroORM({
        clientUrl: scratch.server.appUrl,
        entities: [Secured, Plain],
        forceUtcTimezone: true,
        pool: { min: 0, max: 20 },
      });
      try {
        await compare(say, unitsOf(orm));
      } finally {
        await orm.close(true);
      }
    } finally {
      await scratch.drop();
    }
  },
};

async function compare(say: Say, units: { plain: Unit; secured: Unit }): Promise<void> {
  for (const unit of [units.plain, units.secured]) await rateOf(unit, 20);
  for (const width of widths) {
    const rates: { plain: number; secured: number }[] = [];
    for (let round = 0; round < rounds; round += 1) rates.push(await measureRound(units, width, round));
    const ratio = median(rates.map(({ plain, secured }) => secured / plain));
    say(
      `row security, ${width} at a time, median of ${rounds} rounds: ${figure(median(rates.map(({ secured }) => secured)))} units/s with, ` +
        `${figure(median(rates.map(({ plain }) => plain)))} without, ratio ${figure(ratio)}, overhead ${figure((1 / ratio - 1) * 100)} % (target at most 20 %)`,
    );
  }
}

/** Each goes first in every other round: what comes second finds a warmer machine. */
async function measureRound(
  units: { plain: Unit; secured: Unit },
  width: number,
  round: number,
): Promise<{ plain: number; secured: number }> {
  const early = round % 2 === 0 ? await rateOf(units.plain, width) : undefined;
  const secured = await rateOf(units.secured, width);
  return { plain: early ?? (await rateOf(units.plain, width)), secured };
}

function unitsOf(orm: MikroORM): { plain: Unit; secured: Unit } {
  const withTenant = createWithTenant({ database: orm });
  return {
    secured: (tenantId) => withTenant(tenantId, actor, ({ em }) => work(em, Secured, tenantId)),
    plain: async (tenantId) => {
      const fork = orm.em.fork({ clear: true });
      fork.setFilterParams('tenant', { tenantId });
      await fork.transactional((em) => work(em as EntityManager, Plain, tenantId));
    },
  };
}

async function work(em: EntityManager, entity: typeof Secured | typeof Plain, tenantId: TenantId): Promise<void> {
  await em.insert(entity as typeof Plain, {
    tenantId,
    id: newId<string>(),
    subject: 'The printer shows an error',
    amount: 7,
    createdAt: new Date(),
  });
  const rows = await em.find(entity as typeof Plain, { amount: { $gt: 3 } }, { limit: 20, orderBy: { createdAt: 'desc' } });
  if (rows.length !== 20) throw new Error(`the unit read ${rows.length} rows instead of 20`);
}

/** Units a second, so many at a time. */
async function rateOf(unit: Unit, width: number): Promise<number> {
  const random = seeded(width);
  const began = performance.now();
  let left = unitsARound;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await unit(pick(random, tenants));
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return (unitsARound * 1000) / (performance.now() - began);
}

function tables(): string[] {
  const create = (name: string): string[] => [
    `create table ${name} (tenant_id uuid not null, id uuid primary key, subject text not null, amount integer not null, created_at timestamptz not null)`,
    `create index ${name}_recent on ${name} (tenant_id, created_at desc)`,
  ];
  return [
    ...create('bench_secured'),
    ...create('bench_plain'),
    'grant select, insert on bench_plain to deskhand_app',
    ...secureTable('bench_secured'),
  ];
}

function fill(table: string): string {
  const list = tenants.map((id) => `'${id}'`).join(', ');
  return `insert into ${table} select (array[${list}]::uuid[])[1 + n % ${tenants.length}], gen_random_uuid(), 'The printer shows an error', (n / ${tenants.length}) % 10, now() - n * interval '1 minute'
    from generate_series(1, ${rowsThere}) as n`;
}
