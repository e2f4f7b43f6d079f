import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addDkimKey } from '../../../domain/deliveries/add-dkim-key.ts';
import { type ClaimedDelivery, claimDelivery } from '../../../domain/deliveries/claim-delivery.ts';
import { dkimSecretContext } from '../../../domain/deliveries/dkim-secret.rules.ts';
import { listDkimKeys } from '../../../domain/deliveries/list-dkim-keys.ts';
import { listPaces } from '../../../domain/deliveries/list-paces.ts';
import type { SendOutcome } from '../../../domain/deliveries/outbound-mail.types.ts';
import { queueDelivery } from '../../../domain/deliveries/queue-delivery.ts';
import { resealDkimKeys } from '../../../domain/deliveries/reseal-dkim-keys.ts';
import { setPace } from '../../../domain/deliveries/set-pace.ts';
import { settleDelivery } from '../../../domain/deliveries/settle-delivery.ts';
import { settleDkimCheck } from '../../../domain/deliveries/settle-dkim-check.ts';
import type { DeliveryId, TicketId } from '../../../domain/ids.types.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { changeBrand } from '../../../domain/tenants/change-brand.ts';
import { readBrand } from '../../../domain/tenants/read-brand.ts';
import { readLogo } from '../../../domain/tenants/read-logo.rules.ts';
import { newDkimPair } from '../../../mail/outbound/dkim-keys.ts';
import { openTestDesk, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { mailFrom, receive } from '../../support/mails.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
}, 120_000);
afterAll(() => desk.close());
beforeEach(() => {
  desk.clock.now = new Date(Date.now() + ++day * 86_400_000);
});
let day = 0;
let mails = 0;

const inOne = <T>(work: Parameters<typeof desk.withTenant<T>>[2], tenant: TestTenant = desk.one): Promise<T> =>
  desk.withTenant(tenant.id, system, work);
const later = (seconds: number): void => {
  desk.clock.now = new Date((desk.clock.now?.getTime() ?? 0) + seconds * 1000);
};
const people = (...names: string[]) => names.map((name) => ({ name: '', address: `${name}@acme.example` }));

async function queued(ticketId: TicketId | null = null, to = people('jane'), tenant: TestTenant = desk.one): Promise<DeliveryId> {
  const made = await inOne(
    (uow) =>
      queueDelivery(uow, {
        effectKey: `test:${++mails}`,
        purpose: ticketId === null ? 'notice' : 'acknowledgement',
        ticketId,
        messageId: null,
        mailboxId: tenant.mailboxId,
        mail: {
          from: { name: 'One', address: tenant.mailboxAddress },
          to,
          cc: [],
          replyTo: null,
          subject: 'Hello',
          text: 'A text',
          inReplyTo: null,
          references: [],
          autoSubmitted: 'no',
          attachmentIds: [],
        },
      }),
    tenant,
  );
  if (made === null) throw new Error('queued before');
  return made.id;
}
async function claimed(id: DeliveryId, tenant: TestTenant = desk.one): Promise<ClaimedDelivery> {
  const one = await inOne((uow) => claimDelivery(uow, id), tenant);
  if (one === null || one === 'uncertain') throw new Error(`not claimed: ${one}`);
  return one;
}
const settle = (one: ClaimedDelivery, outcome: SendOutcome) => inOne((uow) => settleDelivery(uow, one, outcome));
type State = { state: string; only_to: string[] | null; attempts: number; last_result: string; next_attempt_at: string };
const stateOf = async (id: DeliveryId): Promise<State> => {
  const [row] = await inOne((uow) => sqlRows<State>(uow, 'select * from deliveries where id = ?', [id]));
  if (row === undefined) throw new Error('no such delivery');
  return row;
};
const sent: SendOutcome = { kind: 'sent', response: '250 ok', rejected: [] };

describe('the look of a mail', () => {
  it('is the one of the day it was queued, at every attempt', async () => {
    await inOne((uow) => changeBrand(uow, { name: 'One Care', accent: '0A7', footer: 'One Ltd\nMain Street 1' }));
    const id = await queued();
    await inOne((uow) => changeBrand(uow, { name: 'Other', accent: '#000000', footer: null }));
    const first = await claimed(id);
    expect(first.brand).toMatchObject({ company: 'One Care', accent: '#00aa77', footer: 'One Ltd\nMain Street 1', language: 'en' });
    await settle(first, { kind: 'not_handed_over', reason: 'no route' });
    later(120);
    expect((await claimed(id)).brand).toEqual(first.brand);
  });

  it('is each company’s own', async () => {
    await inOne((uow) => changeBrand(uow, { name: 'One Care' }));
    expect((await inOne(readBrand, desk.two)).company).toBe('Company two');
    expect((await claimed(await queued(null, people('jane'), desk.two), desk.two)).brand?.company).toBe('Company two');
  });

  it('takes parts away and refuses what cannot be drawn, naming it', async () => {
    expect(await inOne((uow) => changeBrand(uow, { name: null, footer: null, accent: null }))).toEqual({
      company: 'Company one',
      language: 'en',
    });
    await expect(inOne((uow) => changeBrand(uow, { accent: 'reddish' }))).rejects.toMatchObject({
      userMessage: 'Nothing was saved: accent must be a colour such as #0a7f5a.',
    });
    await expect(inOne((uow) => changeBrand(uow, { name: 'Evil\r\nBcc: x@y.example' }))).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(inOne((uow) => changeBrand(uow, { footer: 'a\nb\nc\nd\ne\nf\ng\nh\ni' }))).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  it('takes PNG and JPEG logos by their bytes, small ones only', () => {
    const png = Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'),
      Buffer.from([0, 0, 0, 200, 0, 0, 0, 60, 8, 6, 0, 0, 0]),
    ]);
    expect(readLogo(png)).toEqual({ contentType: 'image/png', width: 200, height: 60 });
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xc0, 0, 11, 8, 0, 60, 0, 200, 1, 1, 1, 1]);
    expect(readLogo(jpeg)).toEqual({ contentType: 'image/jpeg', width: 200, height: 60 });
    for (const bad of [Buffer.from('<svg onload="x"/>'), Buffer.from('GIF89a'), Buffer.alloc(0), Buffer.alloc(70_000), jpeg.subarray(0, 9)])
      expect(() => readLogo(bad)).toThrow();
  });
});

describe('a signing key', () => {
  const ring = { seal: (plain: string, context: string) => `k1.${Buffer.from(`${context}|${plain}`).toString('base64')}` };
  const add = async (selector: string, tenant: TestTenant = desk.one, domain = 'one.example') => {
    const pair = await newDkimPair('ed25519');
    return inOne((uow) => addDkimKey(uow, { domain, selector, algorithm: 'ed25519', ...pair }, ring), tenant);
  };

  it('signs nothing before its record was seen, then every mail that is queued, and leaves those queued before alone', async () => {
    const key = await add('s1');
    const before = await queued();
    expect(await inOne((uow) => settleDkimCheck(uow, key, 'There is no TXT record under this name.'))).toBe('unpublished');
    expect(await inOne((uow) => settleDkimCheck(uow, key, null))).toBe('active');
    const after = await queued();
    expect((await claimed(before)).dkim).toBeNull();
    const one = await claimed(after);
    expect(one.dkim).toMatchObject({ id: key, domain: 'one.example', selector: 's1', algorithm: 'ed25519' });
    await settle(one, { kind: 'not_handed_over', reason: 'no route' });
    const next = await add('s2');
    await inOne((uow) => settleDkimCheck(uow, next, null));
    later(120);
    // The retired key still signs what was queued under it: the bytes stay the same.
    expect((await claimed(after)).dkim?.selector).toBe('s1');
    expect((await claimed(await queued())).dkim?.selector).toBe('s2');
    expect((await inOne((uow) => listDkimKeys(uow))).map((row) => [row.selector, row.state])).toEqual([
      ['s2', 'active'],
      ['s1', 'retired'],
    ]);
  });

  it('stops when its record is gone', async () => {
    const [active] = await inOne((uow) => listDkimKeys(uow));
    expect(await inOne((uow) => settleDkimCheck(uow, active?.id ?? '', 'There is no TXT record under this name.'))).toBe('unpublished');
    expect((await claimed(await queued())).dkim).toBeNull();
  });

  it('is the tenant’s own, for domains it has a mailbox at, once per selector', async () => {
    expect(await inOne((uow) => listDkimKeys(uow), desk.two)).toEqual([]);
    await expect(add('s1')).rejects.toMatchObject({ code: 'conflict' });
    await expect(add('s1', desk.two)).rejects.toMatchObject({ code: 'not_found' });
    const [mine] = await inOne((uow) => listDkimKeys(uow));
    await expect(inOne((uow) => settleDkimCheck(uow, mine?.id ?? '', null), desk.two)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is kept sealed in its own row, and sealed anew with the current key', async () => {
    const rows = () =>
      inOne((uow) => sqlRows<{ id: string; private_secret: string }>(uow, 'select id, private_secret from dkim_keys order by id'));
    for (const { private_secret } of await rows()) expect(private_secret).not.toContain('PRIVATE KEY');
    const old = { ...ring, isStale: (sealed: string) => sealed.startsWith('k1.'), unseal: () => 'PLAIN' };
    const next = { ...old, seal: (plain: string, context: string) => `k2.${context}.${plain}` };
    expect(await inOne((uow) => resealDkimKeys(uow, next))).toBe(2);
    expect((await rows()).map((row) => row.private_secret)).toEqual((await rows()).map((row) => `k2.${dkimSecretContext(row.id)}.PLAIN`));
    expect(await inOne((uow) => resealDkimKeys(uow, next))).toBe(0);
  });

  it('has 2048 bits by default', async () => {
    const { privateKey } = await newDkimPair('rsa');
    expect(privateKey).toContain('BEGIN PRIVATE KEY');
    const bits = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'der' }).length;
    expect(Buffer.from((await newDkimPair('rsa')).publicKey, 'base64')).toHaveLength(bits);
  });
});

describe('a recipient who is refused while others get the mail', () => {
  const ticket = async (): Promise<TicketId> => {
    const filed = await receive(desk, desk.one, mailFrom(`client${++mails}@acme.example`));
    if (filed.kind !== 'opened') throw new Error('a first mail opens a ticket');
    return filed.ticketId;
  };
  const eventsOf = (id: TicketId) =>
    inOne((uow) =>
      sqlRows<{ data: Record<string, unknown> }>(uow, "select data from ticket_events where ticket_id = ? and type = 'delivery_settled'", [
        id,
      ]),
    );

  it('for good is named on the ticket, also when nobody wrote the mail', async () => {
    const ticketId = await ticket();
    const id = await queued(ticketId, people('jane', 'gone'));
    expect(await settle(await claimed(id), { ...sent, rejected: ['gone@acme.example'] })).toBe('sent');
    expect((await eventsOf(ticketId)).map((event) => event.data.refused)).toEqual([['gone@acme.example']]);
    expect((await stateOf(id)).last_result).toBe('250 ok Refused for: gone@acme.example.');
  });

  it('for now gets the same mail later, and nobody gets it twice', async () => {
    const ticketId = await ticket();
    const id = await queued(ticketId, people('jane', 'grey', 'gone'));
    const outcome = { ...sent, rejected: ['grey@acme.example', 'gone@acme.example'], deferred: ['grey@acme.example'] };
    expect(await settle(await claimed(id), outcome)).toBe('queued');
    expect((await eventsOf(ticketId)).map((event) => event.data.refused)).toEqual([['gone@acme.example']]);
    later(61);
    const again = await claimed(id);
    expect(again.onlyTo).toEqual(['grey@acme.example']);
    expect(await settle(again, sent)).toBe('sent');
  });

  it('for a week is given up then', async () => {
    const id = await queued(await ticket(), people('jane', 'grey'));
    const one = await claimed(id);
    later(8 * 86_400);
    expect(await settle(one, { ...sent, rejected: ['grey@acme.example'], deferred: ['grey@acme.example'] })).toBe('sent');
    expect((await stateOf(id)).last_result).toContain('Refused for: grey@acme.example');
  });
});

describe('the pace of a mailbox', () => {
  it('capped at six a minute sends one every ten seconds and gives each mail its turn, without counting attempts', async () => {
    await inOne((uow) => setPace(uow, { address: desk.one.mailboxAddress, perMinute: 6 }));
    const ids = [await queued(), await queued(), await queued()];
    const now = desk.clock.now?.getTime() ?? 0;
    expect(await inOne((uow) => claimDelivery(uow, ids[0] as DeliveryId))).not.toBeNull();
    for (const id of ids.slice(1)) expect(await inOne((uow) => claimDelivery(uow, id))).toBeNull();
    const states = await Promise.all(ids.slice(1).map(stateOf));
    expect(states.map((row) => [row.state, row.attempts, new Date(row.next_attempt_at).getTime() - now])).toEqual([
      ['queued', 0, 10_000],
      ['queued', 0, 20_000],
    ]);
    later(10);
    expect(await inOne((uow) => claimDelivery(uow, ids[1] as DeliveryId))).not.toBeNull();
    expect(await inOne((uow) => claimDelivery(uow, ids[2] as DeliveryId))).toBeNull();
    later(10);
    expect(await inOne((uow) => claimDelivery(uow, ids[2] as DeliveryId))).not.toBeNull();
    await inOne((uow) => setPace(uow, { address: desk.one.mailboxAddress, perMinute: null }));
  });

  it('rests as a whole when its server asks to slow down, twice as long each time, and is itself again after a success', async () => {
    const slow: SendOutcome = { kind: 'refused', permanent: false, code: 421, reason: '421 4.7.0 try later', throttled: true };
    const [one, two, three] = [await queued(), await queued(), await queued()];
    const [first, alongside] = [await claimed(one), await claimed(two)];
    await settle(first, slow);
    await settle(alongside, slow);
    const restsFor = async (): Promise<number | null> => {
      const [line] = await inOne((uow) => listPaces(uow));
      return line?.pausedUntil === null || line === undefined ? null : line.pausedUntil.getTime() - (desk.clock.now?.getTime() ?? 0);
    };
    expect(await restsFor()).toBe(60_000);
    expect(await inOne((uow) => claimDelivery(uow, three))).toBeNull();
    later(60);
    await settle(await claimed(three), slow);
    expect(await restsFor()).toBe(120_000);
    later(120);
    await settle(await claimed(one), sent);
    const four = await queued();
    await settle(await claimed(four), slow);
    expect(await restsFor()).toBe(60_000);
    later(60);
  });

  it('is the mailbox’s own', async () => {
    await expect(inOne((uow) => setPace(uow, { address: desk.one.mailboxAddress, perMinute: 5 }), desk.two)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect((await inOne((uow) => listPaces(uow), desk.two)).map((line) => line.address)).toEqual([desk.two.mailboxAddress]);
  });
});
