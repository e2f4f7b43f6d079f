import type { RuleConditions, RuleResult } from '../../domain/assignment/assignment.types.ts';
import { findCalendar } from '../../domain/calendars/find-calendar.ts';
import { findCustomers } from '../../domain/customers/find-customers.ts';
import { AppError } from '../../domain/errors.ts';
import type { CustomerId, MailboxId } from '../../domain/ids.types.ts';
import { listMailboxes } from '../../domain/mailboxes/list-mailboxes.ts';
import { findStaff } from '../../domain/people/find-staff.ts';
import { findTeam } from '../../domain/people/find-team.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import { comparePriority, lookUpWord, priorityWords, typeWords } from '../../domain/tickets/ticket-filter-values.rules.ts';
import { readGivingWords } from './grammar/assign-words.ts';
import { nobody } from './with-person.ts';
import { splitWords } from './words.rules.ts';

const keys = 'type, priority, customer, tag, mailbox, language, channel, hours';

/** The conditions of `type:billing priority:>=high customer:"Acme" hours:closed`. Throws `invalid_input` and `not_found` naming what is wrong. */
export async function readConditions(uow: TenantUnitOfWork, text: string): Promise<RuleConditions> {
  let conditions: RuleConditions = {};
  for (const word of splitWords(text)) {
    const parts = word.quoted ? null : /^([a-z]+):(.+)$/is.exec(word.text);
    if (parts === null) throw refused(`“${word.text}” is no condition. Conditions are written like type:billing; there are: ${keys}.`);
    const [, key = '', value = ''] = parts;
    conditions = { ...conditions, ...(await readCondition(uow, key.toLowerCase(), value)) };
  }
  return conditions;
}

async function readCondition(uow: TenantUnitOfWork, key: string, value: string): Promise<RuleConditions> {
  const values = value.split(',').map((one) => one.trim());
  if (key === 'type') return { types: values.map((one) => known(typeWords, one, 'type')) };
  if (key === 'priority' || key === 'prio') return { priorities: readPriorities(value) };
  if (key === 'tag') return { tags: values };
  if (key === 'language' || key === 'lang') return { languages: values.map((one) => one.toLowerCase()) };
  if (key === 'channel')
    return {
      channels: values.map((one) =>
        known({ email: 'email', mail: 'email', console: 'console', staff: 'console' } as const, one, 'channel'),
      ),
    };
  if (key === 'customer') return { customerIds: [await oneCustomer(uow, value)] };
  if (key === 'mailbox') return { mailboxIds: await mailboxIds(uow, values) };
  if (key === 'hours') return { hours: await readHours(uow, values) };
  throw refused(`“${key}” is no condition. There are: ${keys}.`);
}

function readPriorities(value: string): NonNullable<RuleConditions['priorities']> {
  const compared = /^(>=|<=|>|<|=)(.+)$/.exec(value);
  if (compared === null) return value.split(',').map((one) => known(priorityWords, one.trim(), 'priority'));
  return comparePriority(compared[1] as '>=', known(priorityWords, compared[2] ?? '', 'priority'));
}

async function oneCustomer(uow: TenantUnitOfWork, text: string): Promise<CustomerId> {
  const found = await findCustomers(uow, text, 5);
  const [only, second] = found.some((customer) => customer.exact) ? found.filter((customer) => customer.exact) : found;
  if (only !== undefined && second === undefined) return only.id;
  throw refused(
    only === undefined ? `There is no customer “${text}”.` : `Several customers answer to “${text}”. Write the whole name in quotes.`,
  );
}

async function mailboxIds(uow: TenantUnitOfWork, addresses: string[]): Promise<MailboxId[]> {
  const mailboxes = await listMailboxes(uow);
  return addresses.map((address) => {
    const mailbox = mailboxes.find((one) => one.address === address.toLowerCase());
    if (mailbox === undefined)
      throw refused(`There is no mailbox “${address}”. There are: ${mailboxes.map((one) => one.address).join(', ')}.`);
    return mailbox.id;
  });
}

async function readHours(uow: TenantUnitOfWork, [is = '', calendar]: string[]): Promise<NonNullable<RuleConditions['hours']>> {
  const known = { open: 'open', working: 'open', closed: 'closed', outside: 'closed' } as const;
  const found = lookUpWord<'open' | 'closed'>(known, is);
  if (found === undefined) throw refused(`hours: is open or closed, such as hours:closed or hours:open,"Weekend".`);
  return { is: found, calendarId: calendar === undefined ? null : (await findCalendar(uow, calendar)).id };
}

/** Who a rule means: `team X`, `next in X`, `least busy [in X]`, `skill Y [in X]`, or a person. Throws `invalid_input` and `not_found`. */
export async function readResult(uow: TenantUnitOfWork, text: string): Promise<RuleResult> {
  const words = readGivingWords(text);
  if (words === null) {
    const people = await findStaff(uow, text);
    const [only, second] = people;
    if (only === undefined) throw nobody(text);
    if (second !== undefined) throw refused(`Several people answer to “${text}”. Write the mail address of the one you mean.`);
    return { to: 'person', userId: only.id };
  }
  const team = words.team === undefined ? null : await findTeam(uow, words.team);
  if (words.by === 'skill') return { to: 'skill', skill: words.skill ?? '', teamId: team?.id ?? null };
  if (words.by === 'least_open') return { to: 'strategy', strategy: 'least_open', teamId: team?.id ?? null };
  if (team === null)
    throw refused('A rule gives a ticket to a person or a team, to the next or least busy in it, or to somebody with a skill.');
  return words.by === 'team' ? { to: 'team', teamId: team.id } : { to: 'strategy', strategy: 'round_robin', teamId: team.id };
}

function known<T extends string>(table: Record<string, T>, word: string, noun: string): T {
  const found = lookUpWord(table, word);
  if (found !== undefined) return found;
  throw refused(`“${word}” is no ${noun}. There are: ${[...new Set(Object.values(table))].join(', ')}.`);
}

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: 'rule refused', userMessage: `${userMessage} Nothing was saved.` });
}
