import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptChat } from '../../../domain/chat/accept-chat.ts';
import { postponeInbox } from '../../../domain/chat/postpone-inbox.ts';
import { queueChatPost } from '../../../domain/chat/queue-chat-post.ts';
import { type ChatInboxId, type ChatPostId, type InstallationId, newId } from '../../../domain/ids.types.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import { system, type TestTenant } from '../../support/desk.ts';
import { button, type CommandDesk, noticesOf, openCommandDesk, textOf } from '../commands/command-desk.ts';

let c: CommandDesk;
const installations = new Map<string, InstallationId>();
beforeAll(async () => {
  c = await openCommandDesk();
  for (const tenant of [c.desk.one, c.desk.two]) installations.set(tenant.id, await connected(tenant));
}, 120_000);
afterAll(() => c.desk.close());

async function connected(tenant: TestTenant): Promise<InstallationId> {
  const id = newId<InstallationId>();
  await c.desk.withTenant(tenant.id, system, (uow) =>
    sqlRun(
      uow,
      `insert into chat_installations (tenant_id, id, platform, external_id, name, app_id, bot_user_id, installed_at)
       values (?, ?, 'slack', ?, 'Acme HQ', 'A1', 'U1', now())`,
      [tenant.id, id, `T${tenant.mailboxAddress}`],
    ),
  );
  return id;
}

function installationOf(tenant: TestTenant): InstallationId {
  const id = installations.get(tenant.id);
  if (id === undefined) throw new Error('the tenant has no workspace');
  return id;
}

async function settledPost(state: 'failed' | 'uncertain', reason: string, tenant = c.desk.one): Promise<ChatPostId> {
  return c.desk.withTenant(tenant.id, system, async (uow) => {
    const key = newId<never>();
    const wanted = { installationId: installationOf(tenant), effectKey: key, kind: 'alert' as const, lane: key };
    const queued = await queueChatPost(uow, wanted);
    if (queued === null) throw new Error('queued before');
    await sqlRun(uow, 'update chat_posts set state = ?, attempts = 3, settled_at = now(), last_result = ? where id = ?', [
      state,
      reason,
      queued.id,
    ]);
    return queued.id;
  });
}

async function parkedItem(tenant = c.desk.one): Promise<ChatInboxId> {
  return c.desk.withTenant(tenant.id, system, async (uow) => {
    const key = newId<never>();
    const arrived = { installationId: installationOf(tenant), kind: 'command' as const, key, lane: key, payload: { text: 'mine' } };
    const { id } = await acceptChat(uow, arrived);
    for (let attempt = 0; attempt < 3; attempt += 1) await postponeInbox(uow, id);
    return id;
  });
}

const stateOf = async (table: 'chat_posts' | 'chat_inbox', id: string): Promise<string | undefined> =>
  (await c.rows<{ state: string }>(`select state from ${table} where id = ?`, [id]))[0]?.state;

describe('what a chat needs a person for', () => {
  test('is listed with its reason, and nobody else’s is', async () => {
    expect(textOf(await c.say('chat trouble'))).toContain('Nothing in chat waits for a decision');
    const [failed] = [await settledPost('failed', 'The channel is archived.'), await settledPost('uncertain', 'cut off')];
    const item = await parkedItem();
    await settledPost('failed', 'secret of two', c.desk.two);
    const card = await c.say('chat trouble');
    expect(textOf(card)).toContain('1 post of which nobody knows whether it arrived, 1 thing from chat that could not be handled');
    expect(textOf(card)).toContain('The channel is archived.');
    expect(textOf(card)).toContain(`p-${failed.slice(-8)}`);
    expect(textOf(card)).toContain(`i-${item.slice(-8)}`);
    expect(textOf(card)).not.toContain('secret of two');
    expect(textOf(await c.say('chat trouble', c.stranger))).toContain('secret of two');
  });

  test('leaves a page at five and shows the rest on the next', async () => {
    for (let index = 0; index < 6; index += 1) await settledPost('failed', `reason ${index}`);
    const first = await c.say('chat trouble');
    expect(first.rows).toHaveLength(5);
    const next = first.paging?.next;
    if (next === null || next === undefined) throw new Error('there is no next page');
    const second = await c.press(next);
    const all = [...first.rows, ...second.rows].map((row) => JSON.stringify(row.title));
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(5);
  });

  test('a failed post goes out again with one press, once', async () => {
    const id = await settledPost('failed', 'no');
    const again = button(await c.say('chat trouble'), 'Post again');
    expect(again.args.post).toBe(id);
    expect(noticesOf(await c.press(again))).toContain('posted within seconds');
    expect(await stateOf('chat_posts', id)).toBe('queued');
    expect((await c.press(again)).error?.code).toBe('refused_transition');
  });

  test('an uncertain post asks before it is posted again, and can be left', async () => {
    const id = await settledPost('uncertain', 'cut off');
    const card = await c.say('chat trouble');
    expect(button(card, 'Post again').confirm).toContain('twice');
    expect(noticesOf(await c.say(`leave post p-${id.slice(-8)}`))).toContain('will not be posted again');
    expect(await stateOf('chat_posts', id)).toBe('cancelled');
  });

  test('what was parked is handled again with fresh attempts', async () => {
    const id = await parkedItem();
    expect(await stateOf('chat_inbox', id)).toBe('parked');
    expect((await c.say(`handle again i-${id.slice(-8)}`, c.stranger)).error?.code).toBe('not_found');
    expect(noticesOf(await c.press(button(await c.say('chat trouble'), 'Handle again')))).toContain('handled again');
    expect(await stateOf('chat_inbox', id)).toBe('new');
    expect((await c.say(`handle again ${id}`)).error?.code).toBe('not_found');
  });

  test('is not for somebody without the right to moderate', async () => {
    const seller = await c.addPerson(c.desk.one, 'seller@one.example', 'sales');
    expect((await c.say('chat trouble', seller)).error?.code).toBe('not_permitted');
  });
});
