import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addCalendar } from '../../../domain/calendars/add-calendar.ts';
import { newId, type TenantId } from '../../../domain/ids.types.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { createTenant, type NewTenant } from '../../../domain/tenants/create-tenant.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
}, 120_000);
afterAll(() => desk.close());

const wanted: NewTenant = { slug: 'three', name: 'Third Company', timeZone: 'Europe/Berlin', language: 'de' };

function create(changes: Partial<NewTenant>, id = newId<TenantId>()) {
  return desk.withTenant(id, system, (uow) => createTenant(uow, { ...wanted, ...changes }));
}

function calendars(tenantId: TenantId) {
  return desk.withTenant(tenantId, system, (uow) =>
    sqlRows<{ name: string; time_zone: string; is_default: boolean }>(
      uow,
      'select name, time_zone, is_default from calendars order by name',
    ),
  );
}

test('the application role creates a company with a default calendar in its own zone, and other companies see neither', async () => {
  const { id } = await create({});
  expect(await calendars(id)).toEqual([{ name: 'Office hours', time_zone: 'Europe/Berlin', is_default: true }]);
  expect(await calendars(desk.one.id)).toEqual([]);
  expect((await desk.across.unsafeListTenants()).map((tenant) => tenant.slug)).toEqual(['one', 'two', 'three']);
});

test('a slug that another company has is refused, and nothing of the new one stays', async () => {
  const id = newId<TenantId>();
  await expect(create({ slug: ' ONE ' }, id)).rejects.toMatchObject({
    code: 'conflict',
    userMessage: expect.stringContaining('“one” is taken'),
  });
  expect((await desk.across.unsafeListTenants()).map((tenant) => tenant.id)).not.toContain(id);
  expect(await calendars(id)).toEqual([]);
});

test.each([
  ['a slug with a blank', { slug: 'a b' }, 'slug must be'],
  ['a zone that does not exist', { timeZone: 'Europe/Atlantis' }, 'time zone must be a time zone'],
  ['a language we do not write', { language: 'xx' as 'en' }, 'language must be one of en, de'],
  ['a name of two lines', { name: 'a\nb' }, 'name must be one line'],
])('%s is refused with the field named', async (_what, changes, message) => {
  await expect(create({ slug: 'four', ...changes })).rejects.toMatchObject({
    code: 'invalid_input',
    userMessage: expect.stringContaining(message),
  });
});

test('a calendar with an empty interval keeps the company from being created', async () => {
  const calendar = { hours: { '1': [['09:00', '09:00']] as [string, string][] }, holidays: [] };
  await expect(create({ slug: 'five', calendar })).rejects.toMatchObject({ code: 'invalid_input' });
  expect((await desk.across.unsafeListTenants()).map((tenant) => tenant.slug)).not.toContain('five');
});

test('a new default calendar takes the place of the old one, a second of the same name is refused', async () => {
  const { id } = await create({ slug: 'six' });
  const winter = {
    name: 'Winter',
    timeZone: 'Europe/Berlin',
    hours: { '1': [['10:00', '15:00']] as [string, string][] },
    holidays: ['2026-12-25'],
  };
  await desk.withTenant(id, system, (uow) => addCalendar(uow, { ...winter, isDefault: true }));
  expect((await calendars(id)).map(({ name, is_default }) => [name, is_default])).toEqual([
    ['Office hours', false],
    ['Winter', true],
  ]);
  await expect(desk.withTenant(id, system, (uow) => addCalendar(uow, winter))).rejects.toMatchObject({ code: 'conflict' });
  const other = { ...winter, name: 'Other', holidays: ['25.12.2026'] };
  await expect(desk.withTenant(id, system, (uow) => addCalendar(uow, other))).rejects.toMatchObject({ code: 'invalid_input' });
});
