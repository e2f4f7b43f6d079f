import { createReadStream } from 'node:fs';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { CalendarHours } from '../../domain/calendars/calendar.types.ts';
import { dayLength } from '../../domain/calendars/compile-calendar.rules.ts';
import { hasOpenTime, searchHorizonDays } from '../../domain/calendars/open-stretches.rules.ts';
import { AppError } from '../../domain/errors.ts';
import type { Terminal } from './cli.types.ts';

const interval = z.tuple([z.string(), z.string()]);
const holiday = z.union([z.string(), z.object({ date: z.string(), name: z.string().optional(), open: z.array(interval).optional() })]);
const calendarSchema = z
  .strictObject({ tz: z.string(), hours: z.record(z.string(), z.array(interval)), holidays: z.array(holiday).default([]) })
  .transform(({ tz, hours, holidays }): CalendarHours => ({ timeZone: tz, hours: hours as CalendarHours['hours'], holidays }));

/** Calendars by name, not looked at yet: a bad one refuses only what it is used for. */
export const calendarsSchema = z.record(z.string(), z.unknown());

/** An id in a file: text, or a number that stands for its text. */
export const idSchema = z.union([z.string().min(1), z.number().transform(String)]);

/** An instant with its zone, such as 2026-10-23T15:30:00Z (seconds may be left out), as epoch ms. */
export const instantSchema = z
  .preprocess(
    (shown) => (typeof shown === 'string' ? shown.replace(/^(.{10}T\d\d:\d\d)(?=[Z+-])/, '$1:00') : shown),
    z.iso.datetime({ offset: true, error: 'must be a time with its zone, such as 2026-10-23T15:30:00Z' }),
  )
  .transform((shown) => Date.parse(shown));

/** Reads and checks a JSON file, `-` being standard input. Throws `invalid_input` that names what to change. */
export async function readJsonFile<T>(terminal: Terminal, file: string, schema: z.ZodType<T>): Promise<T> {
  const content = await text(file === '-' ? terminal.input : createReadStream(file));
  const parsed = schema.safeParse(parseJson(content, file));
  if (parsed.success) return parsed.data;
  throw refused(`${shownFile(file)} cannot be used: ${problemsOf(parsed.error)}.`);
}

/** Where a value is wrong and what it must be. */
export function problemsOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')} ${message}`)).join('; ');
}

/** A calendar that can be counted by. Throws `invalid_input` when there is none of that name, it is malformed, or it never opens after `from`. */
export function usableCalendar(calendars: Record<string, unknown>, name: string, from: number): CalendarHours {
  if (!Object.hasOwn(calendars, name)) throw refused(`There is no calendar “${name}” in the file. Add it under calendars.`);
  const parsed = calendarSchema.safeParse(calendars[name]);
  if (!parsed.success) throw refused(`Calendar “${name}” cannot be used: ${problemsOf(parsed.error)}.`);
  if (hasOpenTime(parsed.data, from, from + searchHorizonDays * dayLength)) return parsed.data;
  throw refused(`Calendar “${name}” has no open time in the five years after that.`);
}

/** What `work` gives, or REJECT; why goes to the notes, so that the answer stays one JSON object. */
export function orReject<T>(terminal: Terminal, id: string, work: () => T): T | 'REJECT' {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    terminal.note(`${id}: REJECT. ${error.userMessage}`);
    return 'REJECT';
  }
}

/** The data of one case. Throws `invalid_input` that names what to change. */
export function parseCase<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw refused(`${problemsOf(parsed.error)}.`);
}

/** An instant in UTC, milliseconds only when there are some. */
export function shownInstant(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/** An error whose words are for the person at the command line. */
export function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: 'file refused', userMessage });
}

function parseJson(content: string, file: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch {
    throw refused(`${shownFile(file)} is not JSON. See docs/clocks.md for an example.`);
  }
}

function shownFile(file: string): string {
  return file === '-' ? 'What was piped in' : file;
}
