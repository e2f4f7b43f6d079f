import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AttachmentId, type InboundMailId, newId, type StaffUserId } from '../../../domain/ids.types.ts';
import { acceptMail } from '../../../domain/mailboxes/accept-mail.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { createDownloadLinks } from '../../../server/http/download-link.ts';
import { addStaffRow, openTestDesk, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { mailFrom, receive } from '../../support/mails.ts';
import { openTestWeb, type TestWeb } from '../../support/web.ts';
import { webClient } from '../../support/web-client.ts';

let desk: TestDesk;
let web: TestWeb;
beforeAll(async () => {
  desk = await openTestDesk();
  web = await openTestWeb(desk);
}, 120_000);
afterAll(async () => {
  await web.close();
  await desk.close();
});

type File = { filename: string; contentType: string; content?: string };

/** A ticket of the tenant with this file; the id of the attachment's row. */
async function attach(tenant: TestTenant, { filename, contentType, content = 'hello' }: File): Promise<AttachmentId> {
  const stored = await web.blobs.put(tenant.id, Buffer.from(content));
  const file = { ...stored, filename, contentType, contentId: null, inline: false };
  await receive(desk, tenant, mailFrom(`${newId<string>()}@acme.example`, { attachments: [file] }));
  const [row] = await desk.withTenant(tenant.id, system, (uow) =>
    sqlRows<{ id: AttachmentId }>(uow, 'select id from attachments order by created_at desc, id desc limit 1'),
  );
  if (row === undefined) throw new Error('the file was not attached');
  return row.id;
}

const person = (tenant: TestTenant, userId: StaffUserId = tenant.agent) => ({ tenantId: tenant.id, userId });
const linkTo = (id: AttachmentId, who = person(desk.one), at = new Date()): string =>
  new URL(createDownloadLinks(web.keyRing, web.url, () => at)(who, { kind: 'attachment', id })).pathname;
const download = async (path: string) => (await webClient(web)).get(path);

describe('a download link', () => {
  it('gives the file as a download under its own name', async () => {
    const answer = await download(
      linkTo(await attach(desk.one, { filename: 'Übersicht (neu).pdf', contentType: 'application/pdf', content: '%PDF-1.7 x' })),
    );
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('%PDF-1.7 x');
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-length')).toBe('10');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="?bersicht (neu).pdf"; filename*=UTF-8''%C3%9Cbersicht%20%28neu%29.pdf`,
    );
  });

  it.each([
    ['image/svg+xml', 'logo.svg'],
    ['text/html', 'page.html'],
    ['TEXT/HTML; charset=utf-8', 'page.htm'],
    ['application/xhtml+xml', 'page.xhtml'],
    ['text/xml', 'data.xml'],
    ['application/javascript', 'run.js'],
    ['text/javascript', 'run.mjs'],
    ['application/x-shockwave-flash', 'old.swf'],
    ['text/css', 'a.css'],
    ['', 'nothing'],
    ['image/png\r\nX-Evil: 1', 'a.png'],
    ['multipart/x-mixed-replace; boundary=a', 'stream'],
  ])('never lets a browser run a file sent as %j', async (contentType, filename) => {
    const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const { status, headers } = await download(linkTo(await attach(desk.one, { filename, contentType, content: script })));
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('x-evil')).toBeNull();
  });

  it.each(['../../etc/passwd', '..\\..\\boot.ini', 'a"; filename=b.exe\r\nX-Evil: 1', '\u202egpj.exe', '.htaccess', '', '\u0001'])(
    'offers no name that leads elsewhere (%j)',
    async (filename) => {
      const { status, headers } = await download(linkTo(await attach(desk.one, { filename, contentType: 'text/plain' })));
      expect(status).toBe(200);
      const disposition = headers.get('content-disposition') ?? '';
      expect(disposition).toMatch(/^attachment; filename="?[^/]+$/);
      expect(disposition).not.toMatch(/[\\/]etc|boot\\|\.\.|%E2%80%AE/i);
      expect(headers.get('x-evil')).toBeNull();
    },
  );

  it('works for ten minutes, then says where to get a new one', async () => {
    const id = await attach(desk.one, { filename: 'a.txt', contentType: 'text/plain' });
    const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
    expect((await download(linkTo(id, person(desk.one), minutesAgo(9.9)))).status).toBe(200);
    const late = await download(linkTo(id, person(desk.one), minutesAgo(10.1)));
    expect(late.status).toBe(410);
    expect(late.text).toContain('Open the ticket again');
    expect(late.headers.get('content-type')).toContain('text/plain');
  });

  it('cannot be changed to another file, tenant, person or time', async () => {
    const id = await attach(desk.one, { filename: 'a.txt', contentType: 'text/plain' });
    const path = linkTo(id);
    const [keyId = '', body = '', signature = ''] = path.slice('/files/'.length).split('.');
    const claim = Buffer.from(body, 'base64url').toString();
    const forged = [
      claim.replace(id, newId<string>()),
      claim.replace(desk.one.id, desk.two.id),
      claim.replace(desk.one.agent, desk.two.agent),
      claim.replace(/\d+$/, '9999999999'),
      claim.replace(/^a/, 'r'),
    ].map((text) => `${keyId}.${Buffer.from(text).toString('base64url')}.${signature}`);
    const broken = [
      `${keyId}.${body}.`,
      `${keyId}.${body}`,
      `k99.${body}.${signature}`,
      `.${body}.${signature}`,
      `${keyId}.${body}.${signature}.x`,
      'x',
      `${keyId}.${body}.${signature.slice(0, -2)}`,
    ];
    for (const token of [...forged, ...broken]) expect((await download(`/files/${token}`)).status).toBe(404);
    expect((await download(path)).status).toBe(200);
  });

  it('made for a file of another tenant looks like a file that is not there', async () => {
    const foreign = await attach(desk.two, { filename: 'secret.txt', contentType: 'text/plain', content: 'of two' });
    const answer = await download(linkTo(foreign, person(desk.one)));
    const missing = await download(linkTo(newId<AttachmentId>(), person(desk.one)));
    expect(answer.status).toBe(404);
    expect(answer.text.replace(foreign, 'ID')).toBe(missing.text.replace(/[0-9a-f-]{36}/, 'ID'));
    expect((await download(linkTo(foreign, person(desk.two)))).text).toBe('of two');
    expect((await download(linkTo(foreign, { tenantId: desk.two.id, userId: desk.one.agent }))).status).toBe(401);
  });

  it('stops working when its person may no longer see tickets or is no longer active', async () => {
    const id = await attach(desk.one, { filename: 'a.txt', contentType: 'text/plain' });
    const userId = newId<StaffUserId>();
    await addStaffRow(desk.withTenant, desk.one.id, userId, 'leaver@one.example', 'support');
    const path = linkTo(id, person(desk.one, userId));
    expect((await download(path)).status).toBe(200);
    await desk.withTenant(desk.one.id, system, (uow) => sqlRun(uow, 'update staff_users set active = false where id = ?', [userId]));
    expect((await download(path)).status).toBe(401);
  });

  it('does not give a blob of another tenant even when a row names one', async () => {
    const id = await attach(desk.one, { filename: 'a.txt', contentType: 'text/plain' });
    const foreign = await web.blobs.put(desk.two.id, Buffer.from('of two'));
    await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRun(uow, 'update attachments set blob_key = ? where id = ?', [foreign.blobKey, id]),
    );
    const answer = await download(linkTo(id));
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('of two');
  });

  it('says that it failed, with a reference, when the blob is gone', async () => {
    const id = await attach(desk.one, { filename: 'gone.txt', contentType: 'text/plain', content: `only here ${newId<string>()}` });
    const [row] = await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRows<{ blob_key: string }>(uow, 'select blob_key from attachments where id = ?', [id]),
    );
    await web.blobs.remove(row?.blob_key ?? '');
    const answer = await download(linkTo(id));
    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-disposition')).toBeNull();
    expect(answer.text).toContain('reference');
    expect(answer.text).not.toContain(row?.blob_key);
  });

  it('leaves no token in the log', async () => {
    const path = linkTo(await attach(desk.one, { filename: 'a.txt', contentType: 'text/plain' }));
    await download(path);
    await download(`${path}x`);
    const log = web.logLines.join('');
    expect(log.includes('"/files/:token"')).toBe(true);
    expect(log.includes(path.slice('/files/'.length).slice(0, 60))).toBe(false);
  });
});

describe('a link to a mail as it was received', () => {
  const raw = Buffer.from('From: a@b.example\r\nSubject: <b>broken\r\n\r\n\0\xff', 'latin1');
  const accept = (stored: Parameters<typeof acceptMail>[2], key: string) =>
    desk.withTenant(desk.one.id, system, async (uow) => {
      const facts = { door: 'file' as const, naturalKey: key, envelopeFrom: null, envelopeTo: null };
      return (await acceptMail(uow, desk.one.mailboxId, stored, facts)).id;
    });
  const rawLink = (id: InboundMailId, who = person(desk.one)): string =>
    new URL(createDownloadLinks(web.keyRing, web.url)(who, { kind: 'raw_mail', id })).pathname;

  it('gives its bytes, from its row and from the blob store alike', async () => {
    const blob = await web.blobs.put(desk.one.id, raw);
    const ids = [
      await accept({ raw, sha256: blob.sha256, size: raw.length }, 'raw:row'),
      await accept({ rawBlobKey: blob.blobKey, sha256: blob.sha256, size: raw.length }, 'raw:blob'),
    ];
    for (const id of ids) {
      const response = await fetch(`${web.url}${rawLink(id)}`);
      expect(response.status).toBe(200);
      expect(Buffer.from(await response.arrayBuffer()).equals(raw)).toBe(true);
      expect(response.headers.get('content-type')).toBe('application/octet-stream');
      expect(response.headers.get('content-disposition')).toBe(`attachment; filename=mail-${id}.eml`);
    }
  });

  it('is for people who may moderate mail only, and of their own tenant', async () => {
    const id = await accept({ raw, sha256: 'x', size: raw.length }, 'raw:moderate');
    const viewer = newId<StaffUserId>();
    await addStaffRow(desk.withTenant, desk.one.id, viewer, 'looker@one.example', 'viewer');
    expect((await download(rawLink(id, person(desk.one, viewer)))).status).toBe(403);
    expect((await download(rawLink(id, person(desk.two)))).status).toBe(404);
  });
});
