import { AppError } from '../../domain/errors.ts';
import type { TeamId } from '../../domain/ids.types.ts';
import type { MacroAction } from '../../domain/macros/macros.types.ts';
import { findStaff } from '../../domain/people/find-staff.ts';
import { findTeam } from '../../domain/people/find-team.ts';
import { type NextActionState, nextActionStates } from '../../domain/tickets/next-action.types.ts';
import { lookUpWord, priorityWords, statusWords, typeWords } from '../../domain/tickets/ticket-filter-values.rules.ts';
import type { OperationContext } from './operation.ts';

const keys = ['status', 'priority', 'prio', 'type', 'assign', 'team', 'tags', 'tag', 'untag', 'note', 'reply', 'next'] as const;
const stepStart = new RegExp(`(?:^|[\\n;])\\s*(${keys.join('|')})\\s*:`, 'gi');

/**
 * The steps of a macro as people write them: `status: waiting`, one a line or after a semicolon; a text goes on until the next step. Throws `invalid_input` naming
 * the step that means nothing, `not_found` for a person or team that is not there.
 */
export async function readMacroSteps(ctx: OperationContext, text: string): Promise<MacroAction[]> {
  const starts = [...text.matchAll(stepStart)];
  const before = text.slice(0, starts[0]?.index ?? text.length).trim();
  if (starts.length === 0 || before !== '') throw refused(`“${oneLineOf(before)}” is no step. A step begins with ${keys.join(':, ')}: .`);
  const actions: MacroAction[] = [];
  for (const [index, found] of starts.entries()) {
    const value = text.slice(found.index + found[0].length, starts[index + 1]?.index ?? text.length).trim();
    actions.push(await readStep(ctx, (found[1] ?? '').toLowerCase(), value));
  }
  return actions;
}

async function readStep(ctx: OperationContext, key: string, value: string): Promise<MacroAction> {
  if (value === '') throw refused(`The step “${key}:” lacks its value.`);
  switch (key) {
    case 'status': {
      const found = lookUpWord(statusWords, value);
      const [status] = found ?? [];
      if (found?.length !== 1 || status === undefined) throw refused(`“${oneLineOf(value)}” is no status.`);
      return { kind: 'status', status };
    }
    case 'prio':
    case 'priority':
      return { kind: 'priority', priority: known(priorityWords, value, 'priority') };
    case 'type':
      return { kind: 'type', type: known(typeWords, value, 'type') };
    case 'assign':
      return { kind: 'assign', to: await personOf(ctx, value) };
    case 'team':
      return { kind: 'team', team: (await findTeam(ctx.uow, value)).id as TeamId };
    case 'tag':
    case 'tags':
      return { kind: 'tags', add: words(value), remove: [] };
    case 'untag':
      return { kind: 'tags', add: [], remove: words(value) };
    case 'note':
      return { kind: 'note', text: value };
    case 'reply':
      return { kind: 'reply', text: value };
    default:
      return readNext(value);
  }
}

function readNext(value: string): MacroAction {
  const found = /(?:^|\s)state:(\S+)/i.exec(value);
  const text = (found === null ? value : value.replace(found[0], ' ')).trim();
  const wanted = found?.[1]?.toLowerCase().replaceAll('-', '_');
  const state = wanted === undefined ? null : nextActionStates.find((one) => one === wanted || one === `waiting_${wanted}`);
  if (state === undefined)
    throw refused(`“${found?.[1] ?? ''}” is no state of a next point of action. There are: ${nextActionStates.join(', ')}.`);
  return { kind: 'next_action', text: text === '' ? null : text, state: state satisfies NextActionState | null };
}

async function personOf(ctx: OperationContext, value: string) {
  if (/^(me|myself)$/i.test(value)) return 'me' as const;
  if (/^(nobody|none)$/i.test(value)) return null;
  const people = await findStaff(ctx.uow, value);
  const [only] = people;
  if (only !== undefined && people.length === 1) return only.id;
  throw refused(
    only === undefined
      ? `Nobody active on your staff answers to “${oneLineOf(value)}”.`
      : `Several people answer to “${oneLineOf(value)}”: write the address.`,
  );
}

function known<T>(table: Record<string, T>, value: string, noun: string): T {
  const found = lookUpWord(table, value);
  if (found !== undefined) return found;
  throw refused(`“${oneLineOf(value)}” is no ${noun}.`);
}

const words = (value: string): string[] => value.split(/[\s,]+/).filter((word) => word !== '');
const oneLineOf = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 60);

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: 'macro step refused', userMessage });
}
