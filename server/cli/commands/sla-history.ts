import { z } from 'zod';
import { runClocks } from '../../../domain/sla/run-clocks.rules.ts';
import { type CalendarBook, type Clock, metrics, type SlaEvent, type Targets, type Terms } from '../../../domain/sla/sla.types.ts';
import { defineCommand, expectWords } from '../cli.types.ts';
import { calendarsSchema, idSchema, instantSchema, orReject, parseCase, readJsonFile, shownInstant, usableCalendar } from '../sla-file.ts';

const byMetric = <T extends z.ZodType>(value: T) => z.strictObject({ firstResponse: value, nextReply: value, resolution: value }).partial();
const percent = z.number().positive().nullable().default(null);
const policySchema = z.object({
  calendar: z.string(),
  targets: z.record(z.string(), byMetric(z.number().min(0, 'must be 0 or more').nullable())),
  pausing: byMetric(z.array(z.string())).default({}),
  warningPercent: percent,
  criticalPercent: percent,
});
const fileSchema = z.object({ calendars: calendarsSchema, policy: policySchema, histories: z.array(z.looseObject({ id: idSchema })) });

const opening = z.union([z.string(), z.object({ priority: z.string().optional(), status: z.string().optional() })]).nullish();
const plain = z.enum(['customer_message', 'public_reply', 'auto_reply', 'internal_note']);
const eventSchema = z.discriminatedUnion('type', [
  z.object({ at: instantSchema, type: z.literal('created'), value: opening }),
  z.object({ at: instantSchema, type: plain }),
  z.object({ at: instantSchema, type: z.enum(['status', 'priority', 'calendar']), value: z.string() }),
]);
const historySchema = z.object({ until: instantSchema, events: z.array(eventSchema) });

/** What is printed for a metric: its latest cycle, with the breaches of all its cycles. */
type Answer = { due: string | null; metAt: string | null; breaches: { at: string; reason: string }[]; pausedSeconds: number };

/** Prints how the clocks of each history in a file stand, as JSON: id → metric → answer, or REJECT. Nothing is stored; needs no database. */
export const slaHistory = defineCommand({
  options: {},
  run: async ({ terminal }, _values, words) => {
    const [file = ''] = expectWords(words, 'FILE');
    const { calendars, policy, histories } = await readJsonFile(terminal, file, fileSchema);
    const terms: Terms = { ref: 'policy', ...policy };
    const answers = histories.map((one) => [one.id, orReject(terminal, one.id, () => answerOf(calendars, terms, one))] as const);
    terminal.out(JSON.stringify(Object.fromEntries(answers), null, 2));
  },
});

function answerOf(calendars: Record<string, unknown>, terms: Terms, one: unknown): Record<string, Answer> {
  const { until, events } = parseCase(historySchema, one);
  const seen = events.filter((event) => event.at <= until).sort((a, b) => a.at - b.at);
  const start = seen[0]?.at ?? until;
  const named = [terms.calendar, ...seen.flatMap((event) => (event.type === 'calendar' ? [event.value] : []))];
  const book: CalendarBook = Object.fromEntries(
    named.map((name) => [name, [{ ref: name, from: Number.NEGATIVE_INFINITY, hours: usableCalendar(calendars, name, start) }]]),
  );
  const history: SlaEvent[] = [{ at: start, type: 'terms', terms }, ...seen.map((event) => slaEvent(event, terms.targets))];
  const { clocks } = runClocks(history, book, until);
  return Object.fromEntries(metrics.map((metric) => [metric, answerFor(clocks.filter((clock) => clock.metric === metric))]));
}

function slaEvent(event: z.infer<typeof eventSchema>, targets: Targets): SlaEvent {
  const { at, type } = event;
  if (type === 'created') {
    const said = typeof event.value === 'string' ? { priority: event.value } : event.value;
    return { at, type, priority: usualPriority(targets), status: 'open', ...said };
  }
  if (type === 'status') return { at, type, status: event.value };
  if (type === 'priority') return { at, type, priority: event.value };
  if (type === 'calendar') return { at, type, calendar: event.value };
  return { at, type };
}

/** The priority of a ticket that was created without one. */
function usualPriority(targets: Targets): string {
  const names = Object.keys(targets);
  return ['medium', 'normal'].find((name) => names.includes(name)) ?? names[0] ?? 'medium';
}

function answerFor(cycles: readonly Clock[]): Answer {
  const latest = cycles.at(-1);
  return {
    due: instantOrNull(latest?.due),
    metAt: instantOrNull(latest?.metAt),
    breaches: cycles.flatMap((clock) => clock.breaches.map(({ at, reason }) => ({ at: shownInstant(at), reason }))),
    pausedSeconds: (latest?.pausedMs ?? 0) / 1000,
  };
}

function instantOrNull(instant: number | null | undefined): string | null {
  return instant == null ? null : shownInstant(instant);
}
