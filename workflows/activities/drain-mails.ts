import type { Logger } from '../../config/logger.ts';
import type { Actor, InboundMailId, TenantId } from '../../domain/ids.types.ts';
import { independentGroups } from '../../domain/mailboxes/independent-groups.rules.ts';
import { loadNewMails } from '../../domain/mailboxes/load-new-mails.ts';
import { postponeMail } from '../../domain/mailboxes/postpone-mail.ts';
import type { WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import { fileMail } from '../../domain/tickets/file-mail.ts';
import type { ReadMail } from '../../domain/tickets/file-mail.types.ts';
import type { DrainResult } from '../contracts/pump.contract.ts';
import { byTenant, inParallel } from './in-parallel.ts';
import type { FilingRulesOf, MailReader } from './ports.ts';

export type DrainMailsDeps = { withTenant: WithTenant; across: AcrossTenants; reader: MailReader; filingRules: FilingRulesOf; log: Logger };

/** Mails claimed at once, and how many independent ones are filed at the same time. */
const batchSize = 50;
const lanes = 6;
const readers = 8;
const actor: Actor = { kind: 'system', name: 'mail' };

type Outcome = { handled: number; parked: number };

/** Files one batch of a shard's new mails, dealt round-robin by tenant, each in its own transaction. A mail that fails is postponed, then parked. */
export async function drainMails(deps: DrainMailsDeps, shard: number): Promise<DrainResult> {
  const rows = await deps.across.unsafeNewMails(shard, batchSize);
  const outcome: Outcome = { handled: 0, parked: 0 };
  const batches = [...byTenant(rows)].map(([tenantId, mails]) => ({ tenantId, ids: mails.map((mail) => mail.id) }));
  const groups: { tenantId: TenantId; group: ReadMail[] }[] = [];
  await inParallel(batches, lanes, async ({ tenantId, ids }) => {
    for (const group of await readGroups(deps, tenantId, ids)) groups.push({ tenantId, group });
  });
  await inParallel(groups, lanes, async ({ tenantId, group }) => {
    for (const mail of group) await fileOne(deps, tenantId, mail, outcome);
  });
  return { ...outcome, more: rows.length === batchSize, nextAt: null };
}

/** Mails of one sender or one thread stay in one group and in order; the others may be filed at the same time. */
async function readGroups(deps: DrainMailsDeps, tenantId: TenantId, ids: InboundMailId[]): Promise<ReadMail[][]> {
  const { mails, ownAddresses } = await deps.withTenant(tenantId, actor, (uow) => loadNewMails(uow, ids));
  const read: ReadMail[] = new Array(mails.length);
  // Reading waits for DNS: several at a time, kept in their order.
  await inParallel([...mails.entries()], readers, async ([at, mail]) => {
    read[at] = await deps.reader.read(tenantId, mail, ownAddresses);
  });
  return independentGroups(read, orderKeys);
}

function orderKeys({ parsed }: ReadMail): string[] {
  if (parsed === null) return [];
  return [parsed.from?.address ?? '', parsed.messageId ?? '', parsed.inReplyTo ?? '', ...parsed.references].filter((key) => key !== '');
}

async function fileOne(deps: DrainMailsDeps, tenantId: TenantId, mail: ReadMail, outcome: Outcome): Promise<void> {
  const log = deps.log.child({ tenant: tenantId, actor: actor.kind, inboundMail: mail.stored.id });
  try {
    const filed = await deps.withTenant(tenantId, actor, (uow) => fileMail(uow, mail, deps.filingRules(tenantId)));
    outcome.handled += 1;
    log.info({ result: filed.kind, ticket: 'ticketId' in filed ? filed.ticketId : undefined }, 'mail filed');
  } catch (error) {
    log.error({ err: error }, 'mail could not be filed');
    const verdict = await deps.withTenant(tenantId, actor, (uow) =>
      postponeMail(uow, mail.stored.id, mail.stored.attempts, reasonFor(error)),
    );
    if (verdict === 'parked') outcome.parked += 1;
  }
}

function reasonFor(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown error';
}
