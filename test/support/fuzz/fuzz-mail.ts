import { createHash, randomUUID } from 'node:crypto';
import type { InboundMailId } from '../../../domain/ids.types.ts';
import { acceptMail } from '../../../domain/mailboxes/accept-mail.ts';
import { loadNewMails } from '../../../domain/mailboxes/load-new-mails.ts';
import type { ParsedMail } from '../../../domain/mailboxes/parsed-mail.types.ts';
import type { WithTenant } from '../../../domain/tenancy/unit-of-work.ts';
import { fileMail } from '../../../domain/tickets/file-mail.ts';
import type { Filed } from '../../../domain/tickets/file-mail.types.ts';
import { system, type TestTenant } from '../desk.ts';
import { proven, testRules } from '../mails.ts';

type Desk = { tenant: TestTenant; withTenant: WithTenant };

/** Commits a mail as received, as a door does. */
export async function acceptOne({ tenant, withTenant }: Desk, parsed: ParsedMail, envelopeTo: string): Promise<InboundMailId> {
  const key = randomUUID();
  const raw = Buffer.from(key);
  const facts = { door: 'file' as const, naturalKey: key, envelopeFrom: parsed.from?.address ?? null, envelopeTo };
  const sha256 = createHash('sha256').update(raw).digest('hex');
  const { id } = await withTenant(tenant.id, system, (uow) => acceptMail(uow, tenant.mailboxId, { raw, sha256, size: raw.length }, facts));
  return id;
}

/** Files a mail that was accepted, as a pump does, in a unit of its own. */
export async function fileAccepted({ tenant, withTenant }: Desk, id: InboundMailId, parsed: ParsedMail): Promise<Filed> {
  return withTenant(tenant.id, system, async (uow) => {
    const { mails } = await loadNewMails(uow, [id]);
    const [stored] = mails;
    if (stored === undefined) throw new Error('the mail is not there');
    const triage = {
      intent: 'support',
      type: 'technical',
      priority: 'medium',
      language: 'en',
      reasons: ['fuzz'],
      confidence: 0.5,
    } as const;
    return fileMail(uow, { stored, parsed, trust: proven, triage: { ...triage, reasons: ['fuzz'] } }, testRules);
  });
}

/** Both, one after the other. */
export async function fileOne(desk: Desk, parsed: ParsedMail, envelopeTo: string): Promise<Filed> {
  return fileAccepted(desk, await acceptOne(desk, parsed, envelopeTo), parsed);
}
