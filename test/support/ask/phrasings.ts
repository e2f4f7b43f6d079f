import type { AskContext, KnownNames, Plan } from '../../../bots/commands/ask/plan.types.ts';
import { readCommand, understand } from '../../../bots/commands/ask/understand.ts';

/** A sentence of the fixtures: which operations answer it (null: none may), and what their arguments must match. */
export type Phrasing = { say: string; op: string[] | null; must: string[] };

/** The names of the two companies of the demo. */
export const houses = {
  northwind: {
    staff: ['Grace Holm', 'Omar Haddad', 'Priya Nair', 'Tom Whitfield', 'Ellen Price', 'Martin Cole'],
    customer: [
      'Acme Logistics',
      'Brightwater Dental',
      'St Mark’s Primary School',
      'Harbour Hotel Group',
      'Pennine Foods',
      'Ridge & Vale Architects',
    ],
    team: ['Network', 'Projects'],
  },
  kabelwerk: {
    staff: ['Katrin Brandl', 'Josef Hölzl', 'Yusuf Aydın', 'Sabine Voß', 'Lena Roth'],
    customer: ['Bäckerei Moosbichler', 'Stadtwerke Isarau', 'Autohaus Grüner', 'Klinikum Lech', 'Weingut Thalhof'],
    team: ['Technik', 'Vertrieb'],
  },
} satisfies Record<string, KnownNames>;

/** Priya asks, on a Saturday morning in London, about no ticket in particular. */
export const askContext: AskContext = {
  ticket: null,
  now: new Date('2026-11-21T10:00:00Z'),
  me: 'Priya Nair',
  timeZone: 'Europe/London',
  names: houses.northwind,
};

/** What a sentence is taken for, the way the command core asks: a command first, then free words. */
export function planOf(say: string, names: KnownNames = houses.northwind): Plan | null {
  const context = { ...askContext, names };
  const command = readCommand(say, context);
  if (command !== null) return command;
  const understood = understand(say, context);
  return understood.kind === 'ask' ? null : understood.kind === 'command' ? understood.call : understood.plan;
}

/** The right operation with arguments that match, or no plan where none is right. */
export function isRight({ op, must }: Phrasing, plan: Plan | null): boolean {
  if (plan === null || op === null) return plan === null && op === null;
  const whole = JSON.stringify(plan.args).replaceAll('\\"', '"');
  const values = Object.values(plan.args).join(' ');
  return op.includes(plan.op) && must.every((pattern) => new RegExp(pattern, 'i').test(whole) || new RegExp(pattern, 'i').test(values));
}
