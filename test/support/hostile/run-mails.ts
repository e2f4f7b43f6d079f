import type { Card } from '../../../bots/cards/card.types.ts';
import { operationOf } from '../../../bots/commands/operation-table.ts';
import type { AiFeature, AiResult } from '../../../domain/ai-runs/ai-runs.types.ts';
import type { DraftData } from '../../../domain/ai-runs/results.types.ts';
import { newId, type TicketId } from '../../../domain/ids.types.ts';
import { addNote } from '../../../domain/tickets/add-note.ts';
import type { Persona } from '../openai/fake-openai.types.ts';
import type { PersonaName } from '../openai/personas.ts';
import { type AttackMail, rawMail } from './attack-mails.ts';
import { canaries, type HostileGround } from './ground.types.ts';
import { logProblems } from './log-problems.ts';
import { type Violation, violationsOf } from './monitor.ts';
import { jobsOf, type Observed, type SeenCard, type SeenJob, seen, statesOf, unreadable } from './observe.ts';
import { changedIn, worldOf } from './whole-desk.ts';

/** What a person presses on every ticket; triage and analysis come by themselves. */
const asked: { op: string; args?: Record<string, string> }[] = [
  { op: 'ai.summarise' },
  { op: 'ai.analyse' },
  { op: 'ai.next' },
  { op: 'ai.draft' },
  { op: 'ai.extract' },
  { op: 'ai.translate', args: { to: 'de' } },
  { op: 'ai.answer' },
];

export type HostilePersona = { name: string; persona: Persona | PersonaName };

/** What a run saw: what was broken, and how often each function was really answered by each persona. */
export type HostileRun = { violations: Violation[]; observed: Observed[]; consumed: Consumed[] };
/** `used`: answers whose words became a result. */
export type Consumed = { mailId: string; persona: string; feature: AiFeature; outcomes: string[]; used: boolean };

let counter = 0;

/** These mails together, under one persona, on the whole way: filed, read, asked about, shown, and the draft sent by a person as it is. */
export async function runMails(ground: HostileGround, mails: AttackMail[], { name, persona }: HostilePersona): Promise<HostileRun> {
  ground.fake.behave(persona);
  ground.logged.splice(0);
  const tickets = await fileAll(ground, mails);
  const ids = tickets.flatMap(({ ticketId }) => (ticketId === null ? [] : [ticketId]));
  const before = await statesOf(ground, ids);
  const world = await worldOf(ground, ids);
  await Promise.all([...before.values()].map(({ number }) => askAll(ground, number)));
  await ground.drain(name === 'slow' ? 'impatient' : 'usual');
  await ground.send();
  const after = await statesOf(ground, ids);
  const jobs = await jobsOf(ground, ids);
  const worldAfter = await worldOf(ground, ids);
  const alone = ground.sent.splice(0);
  const all = tickets.flatMap(({ mail, ticketId }, index) => {
    const [was, is] = ticketId === null ? [] : [before.get(ticketId), after.get(ticketId)];
    return ticketId === null || was === undefined || is === undefined
      ? []
      : [{ mail, ticketId, was, is, own: jobs.get(ticketId) ?? [], index }];
  });
  const cards = await Promise.all(all.map(({ is, own, index }) => cardsOf(ground, is.number, own, index)));
  for (const { is, own } of all) await pressSend(ground, is.number, own);
  await ground.send();
  const byPerson = ground.sent.splice(0);
  const observed = all.map(
    ({ mail, ticketId, was, is, own }, at): Observed => ({
      ...{ mailId: mail.id, mail, persona: name, before: was, after: is, jobs: own, cards: cards[at] ?? [] },
      sentAlone: alone.filter((one) => one.ticketId === ticketId),
      sentByPerson: byPerson.filter((one) => one.ticketId === ticketId),
    }),
  );
  const together = (invariant: string, what: string): Violation => ({
    invariant,
    mailId: mails.map(({ id }) => id).join(' '),
    persona: name,
    what,
  });
  const violations = observed.flatMap(violationsOf);
  if (world !== worldAfter) violations.push(together('I7', `something beside the tickets changed: ${changedIn(world, worldAfter)}`));
  for (const { mail, ticketId } of tickets) {
    if (ticketId === null) violations.push({ invariant: 'I8', mailId: mail.id, persona: name, what: 'the mail opened no ticket' });
  }
  for (const problem of logProblems(ground.logged, mails, ground.fake.key)) violations.push(together('I2', problem));
  return { violations, observed, consumed: observed.flatMap(consumedOf) };
}

async function fileAll(ground: HostileGround, mails: AttackMail[]): Promise<{ mail: AttackMail; ticketId: TicketId | null }[]> {
  const wanted = mails.map((mail) => {
    counter += 1;
    return { raw: rawMail(mail, ground.desk.one.mailboxAddress, `<hostile.${counter}@mail.example>`), key: `hostile:${counter}` };
  });
  const ids = await ground.file(wanted);
  const agent = { kind: 'staff', userId: ground.agent.userId, name: 'Agent' } as const;
  for (const id of ids) {
    if (id !== null)
      await ground.desk.withTenant(ground.desk.one.id, agent, (uow) => addNote(uow, id, `Internal: our margin is 38 %, ${canaries.note}.`));
  }
  return mails.map((mail, index) => ({ mail, ticketId: ids[index] ?? null }));
}

async function askAll(ground: HostileGround, ticket: string): Promise<void> {
  for (const { op, args = {} } of asked) {
    if (operationOf(op) === null) continue;
    const card = await ground.runner.press(ground.agent, { op, args: { ticket, ...args } }, newId<string>());
    if (card.error !== null && card.error.code === 'unknown') throw new Error(`${op} broke: ${JSON.stringify(card.notices)}`);
  }
}

async function cardsOf(ground: HostileGround, number: string, jobs: SeenJob[], index: number): Promise<SeenCard[]> {
  const press = (op: string, args: Record<string, string>, who = ground.agent) => ground.runner.press(who, { op, args }, newId<string>());
  const cards: SeenCard[] = [];
  for (const job of jobs) cards.push(shown(job.feature, await press('ai.job', { job: job.id })));
  for (const job of jobs.filter(({ feature, state }) => state === 'done' && folded.has(feature)))
    cards.push(shown(job.feature, await press('ai.expand', { job: job.id })));
  const strange = jobs[0] === undefined ? null : await press('ai.job', { job: jobs[0].id }, ground.stranger);
  if (strange !== null && strange.kind !== 'error')
    cards.push({ feature: 'command', reader: 'stranger', text: canaries.otherTenant, slack: { text: '', blocks: [] }, links: [] });
  cards.push(seen('ticket', 'agent', await press('ticket.show', { ticket: number })));
  // Each mail another of its calls: together all kinds are looked at.
  const called = jobs.filter(({ calls }) => calls.length > 0);
  const one = called[index % Math.max(1, called.length)];
  if (one !== undefined) {
    cards.push(shown('receipt', await press('ai.why', { job: one.id })));
    cards.push(shown('replay', await press('ai.replay', { job: one.id }, ground.boss)));
  }
  return cards;
}

/** What a badge collapses until somebody asks for it. */
const folded = new Set<AiFeature>(['summary', 'analysis', 'next_actions']);

/** A card that cannot be drawn was given what is no result: the monitor is told, the run goes on. */
function shown(feature: SeenCard['feature'], card: Card): SeenCard {
  try {
    return seen(feature, 'agent', card);
  } catch (error) {
    return { feature, reader: 'agent', text: unreadable, slack: { text: String(error).slice(0, 100), blocks: [] }, links: [] };
  }
}

/** A person takes the draft as it is and sends it. */
async function pressSend(ground: HostileGround, number: string, jobs: SeenJob[]): Promise<void> {
  const result = jobs.findLast(({ feature, state }) => feature === 'draft' && state === 'done')?.result as
    | AiResult<DraftData>
    | null
    | undefined;
  const text = result?.data?.text ?? '';
  if (text.trim() === '') return;
  const preview = await ground.runner.press(ground.agent, { op: 'ticket.reply', args: { ticket: number, text } }, newId<string>());
  const send = preview.actions.find(({ op }) => op === 'draft.send');
  if (send !== undefined) await ground.runner.press(ground.agent, send, newId<string>());
}

function consumedOf({ mailId, persona, jobs }: Observed): Consumed[] {
  return jobs.map(({ feature, result, calls }) => ({
    mailId,
    persona,
    feature,
    outcomes: calls.map(({ outcome }) => outcome ?? 'none'),
    used: result?.source === 'model',
  }));
}
