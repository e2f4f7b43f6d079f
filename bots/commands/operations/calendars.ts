import { z } from 'zod';
import { addCalendar as add } from '../../../domain/calendars/add-calendar.ts';
import { assertNotPast } from '../../../domain/calendars/calendar-effect.rules.ts';
import { editCalendar } from '../../../domain/calendars/edit-calendar.rules.ts';
import { findCalendar } from '../../../domain/calendars/find-calendar.ts';
import { holidayText, readHours } from '../../../domain/calendars/hours-text.rules.ts';
import { type CalendarView, listCalendars as list } from '../../../domain/calendars/list-calendars.ts';
import { saveCalendar as save } from '../../../domain/calendars/save-calendar.ts';
import { setDefaultCalendar } from '../../../domain/calendars/set-default-calendar.ts';
import { zoneOf } from '../../../domain/calendars/time-zone.rules.ts';
import { zoneName } from '../../../domain/input.rules.ts';
import { whatIf } from '../../../domain/sla/what-if.ts';
import { calendarCard, calendarListCard, hoursFields } from '../../cards/calendar-card.ts';
import type { Card, Field, Json } from '../../cards/card.types.ts';
import { withNotice } from '../../cards/make-card.rules.ts';
import { action, field } from '../../cards/spans.rules.ts';
import { whatIfCard } from '../../cards/what-if-card.ts';
import { shortText } from '../arguments.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';

/** How far back a change is tried out. */
export const whatIfDays = 90;

const isoDate = z.iso.date('must be a date such as 2026-12-25');
const edit = {
  calendar: shortText,
  days: shortText.optional(),
  holiday: z.strictObject({ date: isoDate, name: z.string().trim().max(100).optional(), open: shortText.optional() }).optional(),
  removeHoliday: isoDate.optional(),
  timeZone: zoneName.optional(),
  from: isoDate.optional(),
};
type EditArgs = z.output<z.ZodObject<typeof edit>>;

export const listCalendars = defineDeed({
  summary: 'List the calendars that service levels count by',
  examples: ['calendars'],
  schema: z.strictObject({}),
  run: async (ctx) => calendarListCard(await list(ctx.uow), ctx.reader),
});

export const showCalendar = defineDeed({
  summary: 'Show a calendar: hours, holidays, versions',
  examples: ['calendar London'],
  schema: z.strictObject({ calendar: shortText }),
  run: async (ctx, { calendar }) => calendarCard(await findCalendar(ctx.uow, calendar), ctx.reader),
});

export const addCalendar = defineDeed({
  summary: 'Add a calendar; nothing counts by it until a policy says so',
  examples: ['calendar new "Berlin office" mon-fri 8:00-12:00,13:00-17:00 zone Europe/Berlin'],
  schema: z.strictObject({ name: shortText, days: shortText, timeZone: zoneName.optional() }),
  run: async (ctx, { name, days, timeZone }) => {
    const zone = timeZone ?? (await list(ctx.uow)).find((one) => one.isDefault)?.hours.timeZone ?? ctx.asker.timeZone;
    const { id } = await add(ctx.uow, { name, timeZone: zone, hours: readHours(days) });
    return saved(ctx, id, `Added. No policy counts by it yet.`);
  },
});

export const changeCalendar = defineDeed({
  summary: 'Try out other hours or holidays on the last 90 days; Save makes it so',
  examples: [
    'calendar London hours mon-fri 9:00-12:30,13:30-17:30',
    'calendar London hours sat closed from 2027-01-01',
    'calendar London holiday 2026-12-25 "Christmas"',
    'calendar London holiday 2026-12-24 9:00-13:00 "Christmas Eve"',
    'calendar London no holiday 2026-12-25',
    'calendar London zone Europe/Dublin',
  ],
  schema: z.strictObject(edit),
  run: async (ctx, args) => {
    const calendar = await findCalendar(ctx.uow, args.calendar);
    const hours = editCalendar(calendar.hours, args);
    assertNotPast(effectOf(calendar, args) ?? ctx.uow.now, ctx.uow.now);
    const comparison = await whatIf(ctx.uow, { calendar: { id: calendar.id, hours } }, { days: whatIfDays });
    const carried = { ...args, calendar: calendar.id, version: calendar.version } as unknown as Record<string, Json>;
    return whatIfCard(comparison, {
      title: `Change of the calendar “${calendar.name}”`,
      days: whatIfDays,
      fields: [...changeFields(args), ...hoursFields(hours), effectField(calendar, args)],
      save: action('Save', 'calendar.save', withoutGaps(carried), 'primary'),
      reader: ctx.reader,
    });
  },
});

export const saveCalendar = defineDeed({
  summary: 'Save the change of a calendar you were shown',
  examples: [],
  schema: z.strictObject({ ...edit, version: z.int().positive() }),
  run: async (ctx, args) => {
    const calendar = await findCalendar(ctx.uow, args.calendar);
    // Version and edit are the draft that was shown: on another version the same words would mean other hours.
    const hours = calendar.version === args.version ? editCalendar(calendar.hours, args) : calendar.hours;
    const change = { seenVersion: args.version, hours, effectiveFrom: effectOf(calendar, args) };
    const { version } = await save(ctx.uow, calendar.id, change);
    return saved(ctx, calendar.id, `Saved as version ${version}. Unfinished tickets are counted by it; what was counted before stays.`);
  },
});

export const defaultCalendar = defineDeed({
  summary: 'Make a calendar the one that new policies count by',
  examples: ['calendar London default'],
  schema: z.strictObject({ calendar: shortText }),
  run: async (ctx, args) => {
    const calendar = await findCalendar(ctx.uow, args.calendar);
    await setDefaultCalendar(ctx.uow, calendar.id);
    return saved(ctx, calendar.id, `${calendar.name} is the default calendar: new policies count by it.`);
  },
});

async function saved(ctx: OperationContext, id: string, text: string): Promise<Card> {
  return withNotice(calendarCard(await findCalendar(ctx.uow, id), ctx.reader), 'success', text);
}

function changeFields({ holiday, removeHoliday }: EditArgs): Field[] {
  if (removeHoliday !== undefined) return [field('No holiday any more', removeHoliday)];
  if (holiday === undefined) return [];
  return [
    field(
      'Holiday',
      `${holiday.date} ${holiday.name ?? ''}${holiday.open === undefined ? '' : `, open ${holiday.open}`}`.trim() ||
        holidayText(holiday.date),
    ),
  ];
}

function effectField(calendar: CalendarView, args: EditArgs): Field {
  const from = effectOf(calendar, args);
  return field(
    'In force',
    from === null ? 'from the moment you save' : `from ${args.from}, when that day begins in ${args.timeZone ?? calendar.hours.timeZone}`,
  );
}

function effectOf(calendar: CalendarView, { from, timeZone }: EditArgs): Date | null {
  if (from === undefined) return null;
  const zone = zoneOf(timeZone ?? calendar.hours.timeZone);
  return new Date(zone.occurrencesOf(Date.parse(`${from}T00:00:00Z`)).first);
}

function withoutGaps(args: Record<string, Json>): Record<string, Json> {
  return JSON.parse(JSON.stringify(args)) as Record<string, Json>;
}
