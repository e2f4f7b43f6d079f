import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StaffUserId } from '../../../domain/ids.types.ts';
import { addShift } from '../../../domain/people/add-shift.ts';
import { dropAbsence } from '../../../domain/people/drop-absence.ts';
import { dropShift } from '../../../domain/people/drop-shift.ts';
import { endAbsence } from '../../../domain/people/end-absence.ts';
import { listAbsences } from '../../../domain/people/list-absences.ts';
import { listShifts } from '../../../domain/people/list-shifts.ts';
import { onCallNow } from '../../../domain/people/on-call-now.ts';
import { recordAbsence } from '../../../domain/people/record-absence.ts';
import { standInFor } from '../../../domain/people/stand-in-for.ts';
import { openPeopleDesk, type PeopleDesk } from './people-desk.ts';

let p: PeopleDesk;
beforeAll(async () => {
  p = await openPeopleDesk();
}, 120_000);
afterAll(() => p.desk.close());

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const noon = new Date('2026-11-25T12:00:00Z');
const absent = (userId: StaffUserId, from: Date | null, until: Date | null, standInId: StaffUserId | null = null) =>
  p.run((uow) => recordAbsence(uow, { userId, from, until, standInId, note: '' }));
const standsIn = (userId: StaffUserId, at: Date = noon) => p.run((uow) => standInFor(uow, userId, at));

describe('an absence', () => {
  it('counts from its first instant to before its last', async () => {
    const [ann, ben] = [await p.person('a-ann'), await p.person('a-ben')];
    await absent(ann, day('2026-12-01'), day('2026-12-02'), ben);
    expect(await standsIn(ann, new Date('2026-11-30T23:59:59Z'))).toBe(ann);
    expect(await standsIn(ann, day('2026-12-01'))).toBe(ben);
    expect(await standsIn(ann, new Date('2026-12-01T23:59:59Z'))).toBe(ben);
    expect(await standsIn(ann, day('2026-12-02'))).toBe(ann);
  });

  it('from now on takes the place of one that lasts, and ends when they are back', async () => {
    const [ann, ben] = [await p.person('b-ann'), await p.person('b-ben')];
    await absent(ann, day('2026-11-20'), null);
    expect((await absent(ann, null, day('2026-12-24'), ben)).replaced).toBe(true);
    expect(await p.run((uow) => listAbsences(uow, ann))).toMatchObject([{ userId: ann, until: day('2026-12-24'), standIn: { id: ben } }]);
    expect(await p.run((uow) => endAbsence(uow, ann))).toBe(true);
    expect(await p.run((uow) => endAbsence(uow, ann))).toBe(false);
    expect(await p.run((uow) => listAbsences(uow, ann))).toEqual([]);
  });

  it('may not overlap another one, nor end before it begins, nor be stood in by oneself or a viewer', async () => {
    const [ann, looker] = [await p.person('c-ann'), await p.person('c-looker', 'viewer')];
    await absent(ann, day('2026-12-10'), day('2026-12-20'));
    await expect(absent(ann, day('2026-12-19'), day('2026-12-22'))).rejects.toMatchObject({ code: 'conflict' });
    await expect(absent(ann, null, null)).rejects.toMatchObject({ code: 'conflict' });
    await absent(ann, day('2026-12-20'), day('2026-12-22'));
    await expect(absent(ann, day('2027-01-02'), day('2027-01-02'))).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(absent(ann, day('2026-01-01'), day('2026-01-02'))).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(absent(ann, day('2027-02-01'), null, ann)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(absent(ann, day('2027-02-01'), null, looker)).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await p.run((uow) => listAbsences(uow, ann))).toHaveLength(2);
  });

  it('is recorded once when two say so at the same time', async () => {
    const ann = await p.person('race-ann');
    const both = await p.race(ann, [
      () => absent(ann, day('2026-12-01'), day('2026-12-05')),
      () => absent(ann, day('2026-12-03'), day('2026-12-08')),
    ]);
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('of another company is not there', async () => {
    const ann = await p.person('iso-ann');
    const { id } = await absent(ann, null, null);
    expect(await p.run((uow) => listAbsences(uow), p.desk.two)).toEqual([]);
    await expect(p.run((uow) => dropAbsence(uow, id), p.desk.two)).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      p.run((uow) => recordAbsence(uow, { userId: ann, from: null, until: null, standInId: null, note: '' }), p.desk.two),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
    await p.run((uow) => dropAbsence(uow, id));
    expect(await p.run((uow) => listAbsences(uow, ann))).toEqual([]);
  });
});

describe('the stand-in', () => {
  it('is followed three deep and no deeper', async () => {
    const chain = [];
    for (let i = 0; i < 5; i += 1) chain.push(await p.person(`chain-${i}`));
    const [a, b, c, d, e] = chain as [StaffUserId, StaffUserId, StaffUserId, StaffUserId, StaffUserId];
    await absent(a, null, null, b);
    expect(await standsIn(a)).toBe(b);
    await absent(b, null, null, c);
    await absent(c, null, null, d);
    expect(await standsIn(a)).toBe(d);
    await absent(d, null, null, e);
    expect(await standsIn(a)).toBe(a);
    expect(await standsIn(b)).toBe(e);
  });

  it('is never looked for in a ring, and nobody gets the notices of one without a stand-in', async () => {
    const [a, b, lone] = [await p.person('ring-a'), await p.person('ring-b'), await p.person('ring-lone')];
    await absent(a, null, null, b);
    await absent(b, null, null, a);
    await absent(lone, null, null);
    expect([await standsIn(a), await standsIn(b), await standsIn(lone)]).toEqual([a, b, lone]);
  });

  it('who left the company is none', async () => {
    const [a, b] = [await p.person('left-a'), await p.person('left-b')];
    await absent(a, null, null, b);
    await p.rows('update staff_users set active = false where id = ?', [b]);
    expect(await standsIn(a)).toBe(a);
  });
});

describe('the on-call rota', () => {
  const shift = (userId: StaffUserId, from: string, until: string, rota = 'support') =>
    p.run((uow) => addShift(uow, { rota, userId, from: day(from), until: day(until) }));
  const onCall = (at: string, rota: string | null = null) => p.run((uow) => onCallNow(uow, day(at), rota));

  it('says who is on call, half-open, and by the rota that is asked for', async () => {
    const [ann, ben] = [await p.person('oc-ann'), await p.person('oc-ben')];
    await shift(ann, '2027-01-04', '2027-01-11');
    await shift(ben, '2027-01-11', '2027-01-18');
    await shift(ben, '2027-01-04', '2027-01-11', 'Network');
    expect(await onCall('2027-01-03')).toBeNull();
    expect(await onCall('2027-01-04')).toMatchObject({ userId: ann, rota: 'support', until: day('2027-01-11'), insteadOf: null });
    expect(await onCall('2027-01-11')).toMatchObject({ userId: ben });
    expect(await onCall('2027-01-05', 'NETWORK')).toMatchObject({ userId: ben, rota: 'network' });
    expect(await onCall('2027-01-12', 'network')).toBeNull();
    expect(await p.run((uow) => onCallNow(uow, day('2027-01-04')), p.desk.two)).toBeNull();
  });

  it('puts the stand-in in the place of somebody away', async () => {
    const [ann, ben] = [await p.person('sub-ann'), await p.person('sub-ben')];
    await shift(ann, '2027-02-01', '2027-02-08');
    await absent(ann, day('2027-02-02'), day('2027-02-03'), ben);
    expect(await onCall('2027-02-01')).toMatchObject({ userId: ann, insteadOf: null });
    expect(await onCall('2027-02-02')).toMatchObject({ userId: ben, name: 'sub-ben', insteadOf: 'sub-ann' });
  });

  it('has no overlaps on a rota, even when two are added at once', async () => {
    const [ann, ben] = [await p.person('ov-ann'), await p.person('ov-ben')];
    const both = await Promise.allSettled([shift(ann, '2027-03-01', '2027-03-08'), shift(ben, '2027-03-07', '2027-03-14')]);
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await shift(ann, '2027-03-01', '2027-03-14', 'other');
    await expect(shift(ann, '2027-04-02', '2027-04-01')).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(shift(ann, '2027-04-01', '2027-09-01')).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('loses a turn that is taken off, in its own company only', async () => {
    const ann = await p.person('drop-ann');
    const { id } = await shift(ann, '2027-05-01', '2027-05-02', 'drops');
    await expect(p.run((uow) => dropShift(uow, id), p.desk.two)).rejects.toMatchObject({ code: 'not_found' });
    expect(await p.run((uow) => dropShift(uow, id))).toMatchObject({ rota: 'drops', name: 'drop-ann' });
    expect(await p.run((uow) => listShifts(uow, 'drops'))).toEqual([]);
  });
});
