import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Env, parseEnv } from '../../../config/env.ts';
import { addMailbox } from '../../../domain/mailboxes/add-mailbox.ts';
import { createSignInLink } from '../../../domain/people/create-sign-in-link.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import { makeBackup } from '../../../server/backup/make-backup.ts';
import { keyFileOf } from '../../../server/wire.ts';
import type { BlobStore } from '../../../storage/blob-store.ts';
import { type KeyRing, openKeyRing } from '../../../storage/key-ring.ts';
import { openBlobStore } from '../../../storage/open-blob-store.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';
import { mailFrom, receive } from '../../support/mails.ts';

export const mailboxPassword = 'backup-Geheim-4711';
/** A text with everything that a careless format loses: a line separator, control characters, quotes, backslashes, other scripts. */
export const oddText = 'a\u2028b\u2029c\td\\e"f\'g\r\n{h,i} NULL \\N 漢字 🧵\u0001';

/** A living installation: two tenants with tickets, deliveries, attachments and secrets. */
export type Living = {
  desk: TestDesk;
  env: Env;
  folder: string;
  blobs: BlobStore;
  keyRing: KeyRing;
  attachment: { blobKey: string; content: Buffer };
  back(folder: string, ownerUrl?: string): ReturnType<typeof makeBackup>;
  close(): Promise<void>;
};

/** Opens it. */
export async function openLiving(): Promise<Living> {
  const desk = await openTestDesk();
  const folder = await mkdtemp(join(tmpdir(), 'deskhand-backup-'));
  const env = parseEnv({ DATABASE_URL: desk.fresh.appUrl, DATABASE_OWNER_URL: desk.fresh.ownerUrl, DESKHAND_DATA: join(folder, 'data') });
  const [blobs, keyRing] = [await openBlobStore(env), await openKeyRing(keyFileOf(env))];
  const content = randomBytes(300_000);
  const stored = await blobs.put(desk.one.id, content);
  for (const tenant of [desk.one, desk.two]) {
    for (let n = 0; n < 5; n += 1) await receive(desk, tenant, mailFrom('jane@acme.example', { text: `${n} ${oddText}` }));
    await desk.withTenant(tenant.id, system, async (uow) => {
      const smtp = { host: 'h.example', port: 465, secure: true, user: 'u', password: mailboxPassword };
      await addMailbox(uow, { address: `sealed@${tenant.id}.example`, name: 'Sealed', imap: null, smtp }, keyRing);
      await createSignInLink(uow, tenant.agent);
      await sqlRun(uow, "update tickets set triage = 'null'::jsonb, created_at = '2026-02-03T04:05:06.123456Z' where number like '%1'");
    });
  }
  const attachments = [{ filename: 'log.bin', contentType: 'application/octet-stream', contentId: null, inline: false, ...stored }];
  await receive(desk, desk.one, mailFrom('jane@acme.example', { attachments }));
  return {
    desk,
    env,
    folder,
    blobs,
    keyRing,
    attachment: { blobKey: stored.blobKey, content },
    back: (target, ownerUrl = desk.fresh.ownerUrl) =>
      makeBackup({
        env,
        folder: target,
        ownerUrl,
        keyFile: keyFileOf(env),
        blobs,
        deskhandVersion: '9.9.9',
        now: new Date('2026-11-21T10:00:00Z'),
        progress: () => undefined,
      }),
    close: async () => {
      await desk.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
