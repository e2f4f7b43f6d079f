import { AppError } from '../../../domain/errors.ts';
import { newId, type StaffUserId, type TenantId } from '../../../domain/ids.types.ts';
import { createConfirmation } from '../../../domain/plans/create-confirmation.ts';
import { takeConfirmation } from '../../../domain/plans/take-confirmation.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import type { HostileGround } from './ground.types.ts';
import type { Violation } from './monitor.ts';

type Who = { tenantId: TenantId; userId: StaffUserId };

/** Every way to use a confirmation that is not its own: each is refused, and the right one counts once (I11, I12). */
export async function confirmationCases(ground: HostileGround): Promise<Violation[]> {
  const found: Violation[] = [];
  const { agent, boss, stranger, desk } = ground;
  const say = (invariant: string, what: string): void => void found.push({ invariant, mailId: 'confirmation', persona: 'staff', what });
  let asked = 0;
  const make = () => {
    asked += 1;
    const args = { ticket: 'TKT-000001-00001', note: `${asked}` };
    const wanted = { op: 'ticket.close', args, userId: agent.userId, source: 'model' as const, ticketVersion: 1 };
    return inUnit(ground, agent, (uow) => createConfirmation(uow, wanted));
  };
  const take = (who: Who, id: string) =>
    inUnit(ground, who, (uow) => takeConfirmation(uow, id, who.userId)).then(
      () => 'taken',
      (error: unknown) => (error instanceof AppError ? error.code : String(error)),
    );
  const expect = async (invariant: string, what: string, outcome: Promise<string>, wanted: string): Promise<void> => {
    const got = await outcome;
    if (got !== wanted) say(invariant, `${what}: ${got}`);
  };

  const { id } = await make();
  await expect('I11', 'pressed by another person', take(boss, id), 'not_permitted');
  await expect('I11', 'pressed from another company', take(stranger, id), 'not_found');
  await expect('I2', 'one that does not exist', take(stranger, newId<string>()), 'not_found');
  await expect('I12', 'pressed by the person who asked', take(agent, id), 'taken');
  await expect('I12', 'pressed a second time', take(agent, id), 'conflict');

  const both = await make();
  const twice = await Promise.all([take(agent, both.id), take(agent, both.id)]);
  if (twice.filter((end) => end === 'taken').length !== 1) say('I12', `pressed twice at once: ${twice.join(', ')}`);

  const swapped = await make();
  await inUnit(ground, agent, (uow) =>
    sqlRun(uow, `update plan_confirmations set args = '{"ticket":"TKT-000001-00002"}'::jsonb where id = ?`, [swapped.id]),
  );
  await expect('I12', 'with other values than were shown', take(agent, swapped.id), 'conflict');

  const late = await make();
  const before = desk.clock.now;
  desk.clock.now = new Date(late.expiresAt.getTime() + 1_000);
  await expect('I12', 'after it expired', take(agent, late.id), 'conflict');
  desk.clock.now = before;
  return found;
}

function inUnit<T>(ground: HostileGround, who: Who, work: Parameters<typeof ground.desk.withTenant<T>>[2]): Promise<T> {
  return ground.desk.withTenant(who.tenantId, { kind: 'staff', userId: who.userId, name: 'Staff' }, work);
}
