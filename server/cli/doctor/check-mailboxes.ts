import type { TenantId } from '../../../domain/ids.types.ts';
import { listMailboxes } from '../../../domain/mailboxes/list-mailboxes.ts';
import { loadMailboxSecrets } from '../../../domain/mailboxes/load-mailbox-secrets.ts';
import { cliActor } from '../choose-tenant.ts';
import type { Desk } from '../open-desk.ts';
import { testMailbox } from '../test-mailbox.ts';
import { about, type Finding } from './finding.types.ts';

const wait = 'Wait until then. If it comes back, close other programs that read this mailbox.';

/** Signs in to the servers of every enabled mailbox of every company, but for those whose provider wants to be left alone. */
export async function checkMailboxes(desk: Pick<Desk, 'across' | 'withTenant' | 'keyRing' | 'log'>): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const tenant of await desk.across.unsafeListTenants()) {
    const mailboxes = await desk.withTenant(tenant.id, cliActor, loadMailboxSecrets);
    const paused = await throttled(desk, tenant.id);
    for (const mailbox of mailboxes.filter((one) => one.enabled)) {
      const subject = about(`mailbox ${mailbox.address}`);
      const until = paused.get(mailbox.address);
      if (until !== undefined) {
        findings.push(subject.warn(`its provider throttles us; it is left alone until ${until.toISOString()}`, wait));
        continue;
      }
      for (const { server, ok, detail } of await testMailbox(desk, mailbox)) {
        const todo = `Then try again: deskhand mailboxes test ${mailbox.address} --tenant ${tenant.slug}`;
        findings.push(ok ? subject.ok(`${server}: ${detail}`) : subject.fail(`${server}: ${detail}`, todo));
      }
    }
  }
  return findings;
}

/** The mailboxes that are throttled now, by address. */
async function throttled(desk: Pick<Desk, 'withTenant'>, tenantId: TenantId): Promise<Map<string, Date>> {
  const lines = await desk.withTenant(tenantId, cliActor, listMailboxes);
  return new Map(
    lines.flatMap(({ address, throttledUntil }) =>
      throttledUntil !== null && throttledUntil > new Date() ? [[address, throttledUntil] as const] : [],
    ),
  );
}
