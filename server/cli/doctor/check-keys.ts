import { stat } from 'node:fs/promises';
import { loadMailboxSecrets } from '../../../domain/mailboxes/load-mailbox-secrets.ts';
import { mailboxSecretContext } from '../../../domain/mailboxes/mailbox-secret.rules.ts';
import { cliActor } from '../choose-tenant.ts';
import type { Desk } from '../open-desk.ts';
import { about, type Finding } from './finding.types.ts';

const othersMask = 0o077;

/** Whether only we can read the key file. */
export async function checkKeyFile(file: string): Promise<Finding> {
  const keys = about('key file');
  const facts = await stat(file).catch(() => undefined);
  if (facts === undefined)
    return keys.warn(
      `${file} is not there yet`,
      'The first start makes it. If there was one, put it back: stored passwords open with it only.',
    );
  if (process.platform !== 'win32' && (facts.mode & othersMask) !== 0)
    return keys.fail(`${file} can be read by others`, `Run: chmod 600 ${file}`);
  return keys.ok(file);
}

/** Whether every stored secret opens with the keys at hand, and lies under the newest. */
export async function checkSecrets(desk: Pick<Desk, 'across' | 'withTenant' | 'keyRing'>): Promise<Finding[]> {
  const secrets = about('stored secrets');
  const closed: Finding[] = [];
  let [count, stale] = [0, 0];
  for (const tenant of await desk.across.unsafeListTenants()) {
    for (const mailbox of await desk.withTenant(tenant.id, cliActor, loadMailboxSecrets)) {
      for (const [kind, sealed] of [
        ['imap', mailbox.imapSecret],
        ['smtp', mailbox.smtpSecret],
      ] as const) {
        if (sealed === null) continue;
        count += 1;
        if (desk.keyRing.isStale(sealed)) stale += 1;
        if (opens(desk, sealed, mailboxSecretContext(mailbox.id, kind))) continue;
        const todo = `Put back the key file, or enter it again: deskhand mailboxes update ${mailbox.address} --tenant ${tenant.slug} --ask-${kind}-password`;
        closed.push(secrets.fail(`the ${kind.toUpperCase()} password of ${mailbox.address} does not open`, todo));
      }
    }
  }
  if (closed.length > 0) return closed;
  if (stale > 0) return [secrets.warn(`${stale} of ${count} lie under an older key`, 'Run `deskhand keys rotate` again.')];
  return [secrets.ok(count === 0 ? 'none' : `all ${count} open`)];
}

function opens(desk: Pick<Desk, 'keyRing'>, sealed: string, context: string): boolean {
  try {
    desk.keyRing.unseal(sealed, context);
    return true;
  } catch {
    return false;
  }
}
