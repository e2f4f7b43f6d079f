import { z } from 'zod';
import { dueAfter } from '../../../domain/calendars/due-after.rules.ts';
import { defineCommand, expectWords } from '../cli.types.ts';
import {
  calendarsSchema,
  idSchema,
  instantSchema,
  orReject,
  parseCase,
  readJsonFile,
  refused,
  shownInstant,
  usableCalendar,
} from '../sla-file.ts';

const fileSchema = z.object({ calendars: calendarsSchema, cases: z.array(z.looseObject({ id: idSchema })) });
const caseSchema = z.object({
  calendar: z.string(),
  start: instantSchema,
  minutes: z.number().min(0, 'must be 0 or more'),
  pauses: z.array(z.tuple([instantSchema, instantSchema])).default([]),
});

/** Prints when each case of a file is due, as JSON: id → instant or REJECT. Nothing is stored; needs no database. */
export const slaDue = defineCommand({
  options: {},
  run: async ({ terminal }, _values, words) => {
    const [file = ''] = expectWords(words, 'FILE');
    const { calendars, cases } = await readJsonFile(terminal, file, fileSchema);
    const answers = cases.map((one) => [one.id, orReject(terminal, one.id, () => dueOfCase(calendars, one))] as const);
    terminal.out(JSON.stringify(Object.fromEntries(answers), null, 2));
  },
});

function dueOfCase(calendars: Record<string, unknown>, one: unknown): string {
  const { calendar, start, minutes, pauses } = parseCase(caseSchema, one);
  const hours = usableCalendar(calendars, calendar, start);
  for (const [from, to] of pauses)
    if (to < from) throw refused(`A pause ends before it starts: ${shownInstant(from)} to ${shownInstant(to)}.`);
  const due = dueAfter(
    hours,
    start,
    Math.ceil(Math.round(minutes * 60_000_000) / 1000),
    pauses.map(([from, to]) => ({ from, to })),
  );
  if (due === null) throw refused('The calendar is not open long enough for so many minutes.');
  return shownInstant(due);
}
