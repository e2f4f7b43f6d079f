import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AttachmentId, newId, type StaffUserId, type TicketId, type TicketMessageId } from '../../../domain/ids.types.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { findMessageHtml } from '../../../domain/tickets/find-message-html.ts';
import { listFiles } from '../../../domain/tickets/list-files.ts';
import { splitTicket } from '../../../domain/tickets/split-ticket.ts';
import { viewTicket } from '../../../domain/tickets/view-ticket.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';
import { createDownloadLinks } from '../../../server/http/download-link.ts';
import { openTestDesk, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { receive } from '../../support/mails.ts';
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

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A mail with a picture its HTML shows, one it does not, a drawing that it wants to show, and a file. */
const raw = (html: string): string =>
  [
    'From: Jane <jane@acme.example>',
    'Subject: Our logo',
    `Message-ID: <${newId<string>()}@acme.example>`,
    'Content-Type: multipart/related; boundary=x',
    '',
    ...['--x', 'Content-Type: text/html; charset=utf-8', '', html],
    ...[
      '--x',
      'Content-Type: image/png; name=logo.png',
      'Content-ID: <logo@acme>',
      'Content-Disposition: inline',
      'Content-Transfer-Encoding: base64',
      '',
      pixel,
    ],
    ...[
      '--x',
      'Content-Type: image/png; name=unused.png',
      'Content-ID: <unused@acme>',
      'Content-Disposition: inline',
      'Content-Transfer-Encoding: base64',
      '',
      pixel,
    ],
    ...[
      '--x',
      'Content-Type: image/svg+xml; name=plan.svg',
      'Content-ID: <plan@acme>',
      'Content-Disposition: inline',
      '',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
    ],
    '--x--',
    '',
  ].join('\r\n');
const shown = '<h1 onclick="x()">Hello</h1><img src="cid:logo@acme" alt="Logo"><img src="cid:plan@acme" alt="Plan"><script>x()</script>';

async function file(tenant: TestTenant, html = shown): Promise<{ messageId: TicketMessageId; ticketId: TicketId }> {
  const parsed = await parseMail(Buffer.from(raw(html)), (content) => web.blobs.put(tenant.id, content), { withHtml: true });
  await receive(desk, tenant, parsed);
  const [row] = await desk.withTenant(tenant.id, system, (uow) =>
    sqlRows<{ id: TicketMessageId; ticketId: TicketId }>(
      uow,
      `select id, ticket_id as "ticketId" from ticket_messages where kind = 'mail' order by created_at desc, id desc limit 1`,
    ),
  );
  if (row === undefined) throw new Error('the mail was not filed');
  return { messageId: row.id, ticketId: row.ticketId };
}

const person = (tenant: TestTenant, userId: StaffUserId = tenant.agent) => ({ tenantId: tenant.id, userId });
const linkTo = (id: TicketMessageId, who = person(desk.one), at = new Date()): string =>
  new URL(createDownloadLinks(web.keyRing, web.url, () => at)(who, { kind: 'as_sent', id })).pathname;
const get = async (path: string) => (await webClient(web)).get(path);

describe('a mail as it was sent', () => {
  it('is shown sanitised, on a page that can run, send and load nothing', async () => {
    const { messageId } = await file(desk.one);
    const { status, headers, text } = await get(linkTo(messageId));
    expect(status).toBe(200);
    expect(text).toContain('<h1>Hello</h1>');
    expect(text).not.toMatch(/script|onclick|cid:/);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toBe(
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('shows its own pictures by links of their own, and a drawing that could hold scripts never', async () => {
    const { messageId } = await file(desk.one);
    const { text } = await get(linkTo(messageId));
    const [path = '', ...others] = [...text.matchAll(/<img src="(\/files\/[\w.-]+)"/g)].map(([, found]) => found ?? '');
    expect(others).toEqual([]);
    expect(text).toMatch(/>Plan<\/body>/);
    const response = await fetch(`${web.url}${path}`);
    expect(Buffer.from(await response.arrayBuffer()).toString('base64')).toBe(pixel);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(response.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  });

  it('looks like a page that is not there for another tenant, for whoever has no link of ours, and where there is no HTML', async () => {
    const { messageId } = await file(desk.two);
    const missing = await get(linkTo(newId<TicketMessageId>()));
    const foreign = await get(linkTo(messageId));
    expect(foreign.status).toBe(404);
    expect(foreign.text.replace(messageId, 'ID')).toBe(missing.text.replace(/[0-9a-f-]{36}/, 'ID'));
    expect((await get(linkTo(messageId, { tenantId: desk.two.id, userId: desk.one.agent }))).status).toBe(401);
    expect((await get(linkTo(messageId, person(desk.two)))).status).toBe(200);
    for (const path of ['/as-sent/x', `/as-sent/${messageId}`, `${linkTo(messageId, person(desk.two))}x`])
      expect((await get(path)).status).toBe(404);
    const { messageId: plain } = await file(desk.one, '');
    expect((await get(linkTo(plain))).status).toBe(404);
  });

  it('is not handed out as a file, nor a file as a page', async () => {
    const { messageId } = await file(desk.one);
    const attachment = await attachmentOf(messageId, 'logo.png');
    const fileLink = new URL(createDownloadLinks(web.keyRing, web.url)(person(desk.one), { kind: 'attachment', id: attachment })).pathname;
    expect((await get(linkTo(messageId).replace('/as-sent/', '/files/'))).status).toBe(404);
    expect((await get(fileLink.replace('/files/', '/as-sent/'))).status).toBe(404);
  });

  it('can be looked at for ten minutes, by a person who may see tickets', async () => {
    const { messageId } = await file(desk.one);
    expect((await get(linkTo(messageId, person(desk.one), new Date(Date.now() - 10.1 * 60_000)))).status).toBe(410);
    await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRun(uow, 'update staff_users set active = false where id = ?', [desk.one.agent]),
    );
    expect((await get(linkTo(messageId))).status).toBe(401);
    await desk.withTenant(desk.one.id, system, (uow) => sqlRun(uow, 'update staff_users set active = true where id = ?', [desk.one.agent]));
  });

  it('leaves no token in the log', async () => {
    const { messageId } = await file(desk.one);
    const path = linkTo(messageId);
    await get(path);
    expect(web.logLines.join('')).toContain('"/as-sent/:token"');
    expect(web.logLines.join('')).not.toContain(path.slice('/as-sent/'.length).slice(0, 60));
  });
});

describe('the files of a mail', () => {
  it('are listed without the pictures its HTML shows, which the list of all files still has', async () => {
    const { messageId, ticketId } = await file(desk.one);
    const [files, all] = await desk.withTenant(desk.one.id, system, async (uow) => {
      const view = await viewTicket(uow, ticketId, { limit: 5, before: null });
      return [view.messages.find(({ id }) => id === messageId), await listFiles(uow, ticketId)] as const;
    });
    expect(files?.hasHtml).toBe(true);
    expect(files?.files.filter(({ inline }) => !inline).map(({ filename }) => filename)).toEqual(['unused.png', 'plan.svg']);
    expect(all.filter((one) => one.messageId === messageId).map(({ filename, inline }) => ({ filename, inline }))).toEqual([
      { filename: 'logo.png', inline: true },
      { filename: 'unused.png', inline: false },
      { filename: 'plan.svg', inline: false },
    ]);
    const foreign = await desk.withTenant(desk.two.id, system, (uow) => listFiles(uow, ticketId));
    expect(foreign).toEqual([]);
  });

  it('and its HTML go with a message that is split off', async () => {
    const { messageId, ticketId } = await file(desk.one);
    const copies = await desk.withTenant(desk.one.id, system, async (uow) => {
      await splitTicket(uow, ticketId, { messages: [messageId], subject: 'Split' });
      return sqlRows<{ id: TicketMessageId }>(uow, 'select message_id as id from ticket_splits where source_message_id = ?', [messageId]);
    });
    const found = await desk.withTenant(desk.one.id, system, async (uow) => [
      await findMessageHtml(uow, messageId),
      await findMessageHtml(uow, copies[0]?.id ?? messageId),
    ]);
    expect(copies).toHaveLength(1);
    expect(found[1]?.html).toBe(found[0]?.html);
    expect(found[1]?.pictures).toHaveLength(3);
  });
});

async function attachmentOf(messageId: TicketMessageId, filename: string): Promise<AttachmentId> {
  const [row] = await desk.withTenant(desk.one.id, system, (uow) =>
    sqlRows<{ id: AttachmentId }>(uow, 'select id from attachments where message_id = ? and filename = ?', [messageId, filename]),
  );
  if (row === undefined) throw new Error(`there is no ${filename}`);
  return row.id;
}
