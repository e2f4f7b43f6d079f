import { Writable } from 'node:stream';
import type { Card, CardAction, Json } from '../../../bots/cards/card.types.ts';
import { type CommandRunner, createCommandRunner } from '../../../bots/commands/command-runner.ts';
import type { Person, SayOptions } from '../../../bots/commands/person.types.ts';
import { createLogger } from '../../../config/logger.ts';
import type { StoredMail } from '../../../domain/deliveries/stored-mail.types.ts';
import { newId, type StaffUserId } from '../../../domain/ids.types.ts';
import type { ParsedMail } from '../../../domain/mailboxes/parsed-mail.types.ts';
import type { Role } from '../../../domain/people/permissions.rules.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { addStaffRow, openTestDesk, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { mailFrom, receive, testKeys } from '../../support/mails.ts';

/** An outward mail as the ledger has it. */
export type DeliveryRow = {
  effect_key: string;
  purpose: string;
  state: string;
  mail: StoredMail;
  mail_message_id: string;
  message_id: string | null;
};

/** Outward mails of a ticket for one purpose, oldest first. */
export function mailsOf(c: CommandDesk, number: string | null, purpose: string): Promise<DeliveryRow[]> {
  return c.rows<DeliveryRow>(
    'select d.* from deliveries d join tickets t on t.id = d.ticket_id where t.number = ? and d.purpose = ? order by d.first_queued_at, d.id',
    [number, purpose],
  );
}

/** The status of a ticket of tenant one. */
export async function statusOf(c: CommandDesk, number: string | null): Promise<string | undefined> {
  return (await c.rows<{ status: string }>('select status from tickets where number = ?', [number]))[0]?.status;
}

/** Two tenants with a command runner over them, and what people say and press there. */
export type CommandDesk = {
  desk: TestDesk;
  runner: CommandRunner;
  /** A manager of tenant one, who may do everything commands offer. */
  boss: Person;
  /** Support agents of tenant one and of tenant two. */
  agent: Person;
  stranger: Person;
  /** Log lines as written. */
  log: string[];
  addPerson(tenant: TestTenant, email: string, role: Role): Promise<Person>;
  say(text: string, person?: Person, options?: SayOptions): Promise<Card>;
  press(action: Pick<CardAction, 'op' | 'args'>, person?: Person, commandId?: string): Promise<Card>;
  /** Files a mail in tenant one and returns the number of the ticket it opened or extended. */
  mail(from: string, overrides?: Partial<ParsedMail>, envelopeTo?: string): Promise<string>;
  rows<Row extends object = Record<string, unknown>>(sql: string, params?: unknown[], tenant?: TestTenant): Promise<Row[]>;
  /** Everything that can be changed, counted: equal before and after means that nothing was. */
  footprint(): Promise<unknown>;
};

export async function openCommandDesk(options: { pool?: number } = {}): Promise<CommandDesk> {
  const desk = await openTestDesk(options);
  const log: string[] = [];
  const destination = new Writable({ write: (line, _encoding, done) => done(void log.push(String(line))) });
  const runner = createCommandRunner({
    withTenant: desk.withTenant,
    replyKeysFor: () => testKeys,
    log: createLogger({ level: 'debug', role: 'test', destination }),
    downloadLink: (person, file) => `/files/${file.kind}/${file.id}?for=${person.userId}`,
  });
  const addPerson = async (tenant: TestTenant, email: string, role: Role): Promise<Person> => {
    const userId = newId<StaffUserId>();
    await addStaffRow(desk.withTenant, tenant.id, userId, email, role);
    return { tenantId: tenant.id, userId };
  };
  const agent = { tenantId: desk.one.id, userId: desk.one.agent };
  const boss = await addPerson(desk.one, 'boss@one.example', 'manager');
  const rows: CommandDesk['rows'] = (sql, params = [], tenant = desk.one) =>
    desk.withTenant(tenant.id, system, (uow) => sqlRows(uow, sql, params));
  return {
    desk,
    runner,
    boss,
    agent,
    stranger: { tenantId: desk.two.id, userId: desk.two.agent },
    log,
    addPerson,
    rows,
    say: async (text, person = boss, sayOptions = {}) => expected(await runner.say(person, text, sayOptions), log),
    press: async (action, person = boss, commandId = newId<string>()) => expected(await runner.press(person, action, commandId), log),
    mail: async (from, overrides = {}, envelopeTo = desk.one.mailboxAddress) => {
      const filed = await receive(desk, desk.one, mailFrom(from, overrides), envelopeTo);
      const id = 'ticketId' in filed ? filed.ticketId : null;
      const [ticket] = await rows<{ number: string }>('select number from tickets where id = ?', [id]);
      return ticket?.number ?? '';
    },
    footprint: () => footprint(rows),
  };
}

/** An unexpected failure ends the test with its log line. */
function expected(card: Card, log: string[]): Card {
  if (card.error?.code === 'unknown') throw new Error(`unexpected failure: ${log.at(-1)}`);
  return card;
}

const counted = [
  'tickets',
  'ticket_messages',
  'ticket_events',
  'ticket_participants',
  'deliveries',
  'drafts',
  'command_receipts',
  'contacts',
  'blocked_senders',
];

async function footprint(rows: CommandDesk['rows']): Promise<unknown> {
  const [counts] = await rows(`select ${counted.map((table) => `(select count(*)::integer from ${table}) as ${table}`).join(', ')},
    (select coalesce(sum(version), 0)::integer from tickets) as versions, (select count(*)::integer from inbound_mails where state = 'new') as new_mails,
    (select count(*)::integer from deliveries where state = 'queued') as queued, (select count(*)::integer from drafts where consumed_at is null) as open_drafts`);
  return counts;
}

/**
 * Runs the acts against each other: the row is locked by somebody else until every act waits for a lock, so none can be over before the others have begun.
 */
export async function race<T>(c: CommandDesk, lock: { sql: string; params: unknown[] }, acts: (() => Promise<T>)[]): Promise<T[]> {
  const [held, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holder = c.desk.withTenant(c.desk.one.id, system, async (uow) => {
    await sqlRows(uow, lock.sql, lock.params);
    held.resolve();
    await gate.promise;
  });
  await held.promise;
  const started = acts.map((act) => act());
  const waiting =
    'select 1 from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()';
  for (let look = 0; look < 1_000 && (await c.rows(waiting)).length < acts.length; look += 1);
  gate.resolve();
  await holder;
  return Promise.all(started);
}

/** The button with that label, anywhere on the card; the labels that are there when it is missing. */
export function button(card: Card, label: string | RegExp): CardAction {
  const all = [...card.actions, ...card.rows.flatMap((row) => row.actions), ...card.sections.flatMap((section) => section.actions)];
  const next = card.paging?.next ?? null;
  const found = [...all, ...(next === null ? [] : [next])].find((action) =>
    typeof label === 'string' ? action.label === label : label.test(action.label),
  );
  if (found === undefined)
    throw new Error(
      `no button ${label} on the card; there are: ${all.map((action) => action.label).join(' | ')}\n${JSON.stringify(card.notices)}`,
    );
  return found;
}

/** The value of a field as plain text. */
export function fieldOf(card: Card, label: string): string | undefined {
  return card.fields
    .find((field) => field.label === label)
    ?.value.map((span) => span.text)
    .join('');
}

/** All notices in one text. */
export const noticesOf = (card: Card): string => card.notices.map((notice) => notice.text).join('\n');

/** Every text a reader of the card sees, in one. */
export function textOf(card: Card): string {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if ((key === 'text' || key === 'label') && typeof inner === 'string') found.push(inner);
        else if (key !== 'args') walk(inner);
      }
    }
  };
  walk(card as unknown as Json);
  return found.join('\n');
}
