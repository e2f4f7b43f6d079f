import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { StoredMail } from '../../../domain/deliveries/stored-mail.types.ts';
import type { TenantId, TicketId } from '../../../domain/ids.types.ts';
import { askSatisfaction } from '../../../domain/satisfaction/ask-satisfaction.ts';
import type { SatisfactionRules } from '../../../domain/satisfaction/satisfaction.types.ts';
import { switchSatisfaction } from '../../../domain/satisfaction/switch-satisfaction.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { addMessage } from '../../../domain/tickets/add-message.ts';
import { changeStatus } from '../../../domain/tickets/change-status.ts';
import { renderSatisfaction } from '../../../mail/templates/satisfaction.ts';
import { mailChoiceKeys } from '../../../server/http/mail-choice-keys.ts';
import { satisfactionKeys } from '../../../server/http/satisfaction-keys.ts';
import { openTestDesk, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { mailFrom, receive, testKeys } from '../../support/mails.ts';
import { openTestWeb, type TestWeb } from '../../support/web.ts';

let desk: TestDesk;
let web: TestWeb;
beforeAll(async () => {
  desk = await openTestDesk();
  web = await openTestWeb(desk);
  for (const tenant of [desk.one, desk.two])
    await desk.withTenant(tenant.id, system, (uow) => switchSatisfaction(uow, { ask: true, afterHours: 0 }));
}, 120_000);
afterAll(async () => {
  await web.close();
  await desk.close();
});
let days = 0;
beforeEach(() => {
  days += 10;
});

const rulesOf = (tenantId: TenantId): SatisfactionRules => ({
  keys: satisfactionKeys(web.keyRing, tenantId),
  replyKeys: testKeys,
  webUrl: web.url,
  render: renderSatisfaction,
  choiceKeys: mailChoiceKeys(web.keyRing, tenantId),
});

/** Asks about a new resolved ticket of the address; the mail, or why there is none. */
async function ask(address: string, tenant: TestTenant = desk.one): Promise<StoredMail | string> {
  desk.clock.now = new Date(Date.now() + days * 86_400_000);
  const filed = await receive(desk, tenant, mailFrom(address, { language: 'de' }));
  if (filed.kind !== 'opened') throw new Error('a first mail opens a ticket');
  const ticketId: TicketId = filed.ticketId;
  return desk.withTenant(tenant.id, { kind: 'staff', userId: tenant.agent, name: 'agent' }, async (uow) => {
    const author = { kind: 'staff', userId: tenant.agent, name: 'agent' } as const;
    await addMessage(uow, { ticketId, kind: 'reply', isPublic: true, author, text: 'Fixed.', mailMessageId: `<${ticketId}@one>` });
    await changeStatus(uow, ticketId, 'resolved');
    const asked = await askSatisfaction(uow, ticketId, rulesOf(tenant.id));
    if (asked.kind !== 'asked') return asked.reason;
    const [row] = await sqlRows<{ mail: StoredMail }>(uow, "select mail from deliveries where purpose = 'satisfaction' and ticket_id = ?", [
      ticketId,
    ]);
    return row?.mail ?? 'no mail';
  });
}
const linkOf = async (address: string, tenant?: TestTenant): Promise<string> => {
  const mail = await ask(address, tenant);
  if (typeof mail === 'string') throw new Error(mail);
  return mail.unsubscribe ?? '';
};
/** As a provider's server sends it: no cookie, no origin (RFC 8058 3.2). */
const oneClick = (link: string) =>
  fetch(link, { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: { 'content-type': 'application/x-www-form-urlencoded' } });

describe('the link that ends questions about how it went', () => {
  it('is in the mail’s header and HTML, names nobody, and is the same each time', async () => {
    const mail = await ask('same@acme.example');
    if (typeof mail === 'string') throw new Error(mail);
    expect(mail.unsubscribe).toMatch(/\/unsubscribe\/[0-9a-f]{32}\.[A-Za-z0-9_-]{22}\.k1$/);
    expect(mail.look).toMatchObject({ kind: 'notice', language: 'de', stop: { label: 'Nicht mehr fragen', url: mail.unsubscribe } });
    days += 10;
    expect(await linkOf('same@acme.example')).toBe(mail.unsubscribe);
  });

  it('ends nothing when it is only opened', async () => {
    const link = await linkOf('scanner@acme.example');
    const page = await fetch(link);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain('<button type="submit">Nicht mehr fragen</button>');
    expect(html).not.toContain('scanner@acme.example');
    days += 10;
    expect(typeof (await ask('scanner@acme.example'))).toBe('object');
  });

  it('ends them at one click without sign-in, for that address and company only, and again changes nothing', async () => {
    const link = await linkOf('jane.stop@acme.example');
    for (const _ of [1, 2]) {
      const answer = await oneClick(link);
      expect([answer.status, (await answer.text()).includes('Erledigt')]).toEqual([200, true]);
    }
    expect(await (await fetch(link)).text()).not.toContain('<button');
    days += 10;
    expect(await ask('jane.stop@acme.example')).toBe('the requester asked for no more of these mails');
    expect(typeof (await ask('other@acme.example'))).toBe('object');
    expect(typeof (await ask('jane.stop@acme.example', desk.two))).toBe('object');
  });

  it('takes back a question that waits in the outbox', async () => {
    const link = await linkOf('waits@acme.example');
    await oneClick(link);
    const states = await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRows<{ state: string }>(
        uow,
        "select state from deliveries where mail->'to'->0->>'address' = 'waits@acme.example' and purpose = 'satisfaction'",
      ),
    );
    expect(states).toEqual([{ state: 'cancelled' }]);
  });

  it('does nothing when it is forged, changed, or of another company’s key', async () => {
    const link = await linkOf('forged@acme.example');
    const last = link.lastIndexOf('/') + 1;
    const token = link.slice(last);
    const swapped = (at: number) => token.slice(0, at) + (token[at] === 'a' ? 'b' : 'a') + token.slice(at + 1);
    for (const bad of [swapped(3), swapped(40), token.replace('.k1', '.k9'), 'x', `${token}x`, '%00', "'or 1=1"]) {
      const answer = await oneClick(link.slice(0, last) + bad);
      expect([bad, answer.status]).toEqual([bad, 404]);
      expect(await answer.text()).not.toContain('Company');
    }
    days += 10;
    expect(typeof (await ask('forged@acme.example'))).toBe('object');
  });

  it('is not on a person’s reply', async () => {
    const rows = await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRows<{ purpose: string }>(uow, "select distinct purpose from deliveries where mail->>'unsubscribe' is not null"),
    );
    expect(rows.map((row) => row.purpose)).toEqual(['satisfaction']);
  });
});
