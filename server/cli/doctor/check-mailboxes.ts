import { loadMailboxSecrets } from '../../../domain/mailboxes/load-mailbox-secrets.ts';
import { cliActor } from '../choose-tenant.ts';
import type { Desk } from '../open-desk.ts';
import { testMailbox } from '../test-mailbox.ts';
import { about, type Finding } from './finding.types.ts';

/** Signs in to the servers of every enabled mailbox of every company. */
export async function checkMailboxes(desk: Pick<Desk, 'across' | 'withTenant' | 'keyRing'>): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const tenant of await desk.across.unsafeListTenants()) {
    const mailboxes = await desk.withTenant(tenant.id, cliActor, loadMailboxSecrets);
    for (const mailbox of mailboxes.filter((one) => one.enabled)) {
      const subject = about(`mailbox ${mailbox.address}`);
      for (const { server, ok, detail } of await testMailbox(desk, mailbox)) {
        const todo = `Then try again: deskhand mailboxes test ${mailbox.address} --tenant ${tenant.slug}`;
        findings.push(ok ? subject.ok(`${server}: ${detail}`) : subject.fail(`${server}: ${detail}`, todo));
      }
    }
  }
  return findings;
}
