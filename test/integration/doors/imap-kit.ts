import { ImapFlow } from 'imapflow';
import { type MailboxId, newId, type TenantId } from '../../../domain/ids.types.ts';
import { Mailbox } from '../../../domain/mailboxes/mailboxes.entity.ts';
import type { ImportFrom, ServerSettings } from '../../../domain/mailboxes/mailboxes.types.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import type { WithTenant } from '../../../domain/tenancy/unit-of-work.ts';
import { system } from '../../support/desk.ts';
import { SmtpTalk } from './door-kit.ts';

export const password = 'secret';

/** One box on the test server and our row for it. */
export type TestBox = { tenantId: TenantId; id: MailboxId; user: string; address: string };

/** Adds a mailbox row that fetches from the server's box of `user`; the stored secret is the plain password, see `unseal` of the tests. */
export async function addBox(
  withTenant: WithTenant,
  tenantId: TenantId,
  user: string,
  server: { host: string; port: number },
  importFrom?: ImportFrom,
): Promise<TestBox> {
  const id = newId<MailboxId>();
  const address = `${user}-${id}@one.example`;
  const imap: ServerSettings = { ...server, secure: false, user, ...(importFrom === undefined ? {} : { importFrom }) };
  await withTenant(tenantId, system, async ({ em }) => {
    await em.insert(Mailbox, { tenantId, id, address, name: user, imap, imapSecret: password, createdAt: new Date() });
  });
  return { tenantId, id, user, address };
}

/** Switches the mailbox off, so that watchers of later tests leave it alone. */
export async function dropBox(withTenant: WithTenant, box: TestBox): Promise<void> {
  await withTenant(box.tenantId, system, (uow) => sqlRun(uow, 'update mailboxes set enabled = false where id = ?', [box.id]));
}

/** Delivers mails as a mail server would, over LMTP. */
export async function deliverTo(lmtpPort: number, user: string, contents: string[]): Promise<void> {
  const talk = await SmtpTalk.open(lmtpPort);
  for (const content of contents) {
    const answer = await talk.deliver('jane@acme.example', [`${user}@one.example`], content, 'LHLO test');
    if (!answer.startsWith('250')) throw new Error(`the test mail server answered ${answer}`);
  }
  talk.hangUp();
}

/** Works as a mail program in the box of `user`. */
export async function asMailProgram<T>(
  server: { host: string; imapPort: number },
  user: string,
  work: (client: ImapFlow) => Promise<T>,
): Promise<T> {
  const client = new ImapFlow({ host: server.host, port: server.imapPort, secure: false, auth: { user, pass: password }, logger: false });
  await client.connect();
  try {
    await client.mailboxOpen('INBOX');
    return await work(client);
  } finally {
    await client.logout();
  }
}
