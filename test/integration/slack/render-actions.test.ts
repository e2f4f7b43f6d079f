import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createActionWriter } from '../../../bots/slack/render/action-value.rules.ts';
import { keepChatActions } from '../../../domain/chat/keep-chat-actions.ts';
import { readChatAction } from '../../../domain/chat/read-chat-action.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const stashed = (nonce: string) => {
  const writer = createActionWriter(nonce);
  writer.value({ op: 'draft.edit', args: { text: `${'x'.repeat(2_000)}<!channel>\u0000\uD83D` } }, 1_900);
  return writer.stashed;
};

describe('actions that are too long for their buttons', () => {
  it('are found again by the id that the button carries', async () => {
    const kept = stashed('one');
    await desk.withTenant(desk.one.id, system, (uow) => keepChatActions(uow, kept));
    const found = await desk.withTenant(desk.one.id, system, (uow) => readChatAction(uow, kept[0]?.id ?? ''));
    expect(found).toEqual(kept[0]?.action);
    expect(found?.args.text).toMatch(/^x+<!channel>\uFFFD$/);
  });

  it('are kept once, however often they are drawn', async () => {
    const kept = [...stashed('two'), ...stashed('three')];
    await desk.withTenant(desk.one.id, system, (uow) => keepChatActions(uow, kept));
    await desk.withTenant(desk.one.id, system, (uow) => keepChatActions(uow, kept));
    await desk.withTenant(desk.one.id, system, (uow) => keepChatActions(uow, []));
    const rows = await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRows(uow, 'select 1 from chat_actions where id in (?, ?)', [kept[0]?.id, kept[1]?.id]),
    );
    expect(rows).toHaveLength(2);
  });

  it('of one tenant are nobody else’s, not even under the same id', async () => {
    const kept = stashed('four');
    const id = kept[0]?.id ?? '';
    await desk.withTenant(desk.one.id, system, (uow) => keepChatActions(uow, kept));
    expect(await desk.withTenant(desk.two.id, system, (uow) => readChatAction(uow, id))).toBeNull();
    await desk.withTenant(desk.two.id, system, (uow) => keepChatActions(uow, [{ id, action: { op: 'ticket.spam', args: {} } }]));
    expect((await desk.withTenant(desk.one.id, system, (uow) => readChatAction(uow, id)))?.op).toBe('draft.edit');
    expect(await desk.withTenant(desk.two.id, system, (uow) => sqlRows(uow, 'select 1 from chat_actions where id = ?', [id]))).toEqual([]);
  });

  it('are not looked for under what is no id', async () => {
    expect(await desk.withTenant(desk.one.id, system, (uow) => readChatAction(uow, "x' or true"))).toBeNull();
  });
});
