import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { figure, percentile } from '../support/figures.rules.ts';
import type { Part, Say } from '../support/part.types.ts';
import { cpuSeconds } from '../support/process-tree.ts';
import { openSlackLab, type SlackCompany, type SlackLab } from '../support/slack-lab.ts';

const workspaces = 1_000;
const eventsPerSecond = 200;
const commandsPerSecond = 20;
const crowds = [2, 500];
/** An answer that is not there by then counts as missing, in ms. */
const longestWaitMs = 30_000;

/** How fast Slack is acknowledged with PostgreSQL behind it, beside Bolt's own receiver, and how long a command waits for its answer. */
export const slack: Part = {
  name: 'slack',
  meaning:
    'acknowledgement at 200 events a second over 1,000 workspaces beside Bolt’s own receiver; command to visible answer with 2 and 500 companies',
  run: async (say, { seconds }) => {
    const lab = await openSlackLab();
    try {
      const companies = await lab.addCompanies(workspaces, 0);
      const stock = await acknowledgement(lab, companies, 'stock', false, seconds);
      const door = await acknowledgement(lab, companies, 'door', false, seconds);
      const both = await acknowledgement(lab, companies, 'door', true, seconds);
      say(`acknowledgement at ${eventsPerSecond}/s over ${workspaces} workspaces, ${seconds} s each (target p99 under 300 ms):`);
      for (const [name, times] of [
        ['Bolt’s own receiver, nothing kept', stock],
        ['ours, kept in PostgreSQL', door],
        ['ours, kept, and handled in the same process', both],
      ] as const)
        say(
          `  ${name}: ${timesLine(times)}; ratio of p99 to Bolt’s own ${figure(percentile(times.taken, 0.99) / percentile(stock.taken, 0.99))}`,
        );
      for (const crowd of crowds) await answers(say, lab, crowd, seconds);
    } finally {
      await lab.close();
    }
  },
};

/** `cpu`: processor time of an event, in ms, of the process that took it and of PostgreSQL: what holds on a busy machine too. */
type Times = { taken: number[]; failed: number; cpu?: { taker: number; postgres: number } };

function timesLine({ taken, failed, cpu }: Times): string {
  const [p50, p99] = [percentile(taken, 0.5), percentile(taken, 0.99)];
  return (
    `p50 ${figure(p50)} ms, p99 ${figure(p99)} ms, longest ${figure(Math.max(...taken))} ms of ${taken.length}${failed === 0 ? '' : `, ${failed} FAILED`}` +
    (cpu === undefined ? '' : `, processor time each ${figure(cpu.taker)} + ${figure(cpu.postgres)} ms`)
  );
}

/** Sends at an even pace whatever the answers do; each is timed from the instant it was due. */
async function acknowledgement(
  lab: SlackLab,
  companies: readonly SlackCompany[],
  kind: 'stock' | 'door',
  handles: boolean,
  seconds: number,
): Promise<Times> {
  const target = await lab.start(kind, handles);
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const pass = (from: number, count: number): Promise<Times> =>
    atPace(count, eventsPerSecond, (index) =>
      post(agent, target.url, eventOf(companies[index % companies.length], `${kind}${handles}${from + index}`), lab),
    );
  try {
    // Every workspace once.
    await pass(0, companies.length);
    const before = { taker: cpuSeconds([target.pid]), postgres: lab.postgresSeconds() };
    const times = await pass(1_000_000, eventsPerSecond * seconds);
    const each = (now: number, then: number): number => ((now - then) * 1_000) / (eventsPerSecond * seconds);
    return {
      ...times,
      cpu: { taker: each(cpuSeconds([target.pid]), before.taker), postgres: each(lab.postgresSeconds(), before.postgres) },
    };
  } finally {
    agent.destroy();
    await target.stop();
  }
}

/** Runs so many at so many a second; a false result or a failure counts as failed. */
async function atPace(count: number, perSecond: number, work: (index: number) => Promise<boolean>): Promise<Times> {
  const times: Times = { taken: [], failed: 0 };
  const began = performance.now();
  const under: Promise<void>[] = [];
  for (let index = 0; index < count; index += 1) {
    const due = began + (index * 1_000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    under.push(
      work(index).then((isGood) => {
        if (isGood) times.taken.push(performance.now() - due);
        else times.failed += 1;
      }),
    );
  }
  await Promise.all(under);
  return times;
}

function eventOf(company: SlackCompany | undefined, id: string): string {
  const teamId = company?.workspace.teamId ?? '';
  return JSON.stringify({
    type: 'event_callback',
    event_id: `Ev${id}`,
    team_id: teamId,
    authorizations: [{ enterprise_id: null, team_id: teamId, user_id: 'UBOT', is_bot: true, is_enterprise_install: false }],
    event: {
      type: 'message',
      channel: 'C1',
      user: 'U1',
      text: 'The printer on the second floor is out of paper again. '.repeat(4),
      ts: `${id.length}.${id}`,
    },
  });
}

function post(agent: Agent, url: string, body: string, { slack: double }: SlackLab): Promise<boolean> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...double.sign(body) };
  return new Promise((resolve) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200));
    });
    sent.on('error', () => resolve(false));
    sent.end(body);
  });
}

/** Slash commands at an even pace, each of another person; from the instant one is due until its answer stands in Slack. */
async function answers(say: Say, lab: SlackLab, crowd: number, seconds: number): Promise<void> {
  const count = commandsPerSecond * seconds;
  const companies = await lab.addCompanies(crowd, Math.max(1, Math.ceil(count / crowd)));
  const target = await lab.start('desk', true);
  lab.slack.connect(target.url);
  const ask = async (index: number): Promise<boolean> => {
    const company = companies[index % crowd];
    const person = company?.people[Math.floor(index / crowd)];
    if (company === undefined || person === undefined) return false;
    const { status } = await lab.slack.command(person, company.channel, '/desk', 'list');
    for (const end = performance.now() + longestWaitMs; status === 200 && performance.now() < end; await sleep(10))
      if (lab.slack.ephemerals(person).length > 0) return true;
    return false;
  };
  const before = { taker: cpuSeconds([target.pid]), postgres: lab.postgresSeconds() };
  try {
    const taken = await atPace(count, commandsPerSecond, ask);
    const each = (now: number, then: number): number => ((now - then) * 1_000) / count;
    const cpu = { taker: each(cpuSeconds([target.pid]), before.taker), postgres: each(lab.postgresSeconds(), before.postgres) };
    const times = { ...taken, cpu };
    const p95 = percentile(times.taken, 0.95);
    say(
      `a command to its answer at ${commandsPerSecond}/s with ${crowd} companies (target p95 under 1,000 ms): p95 ${figure(p95)} ms; ${timesLine(times)}` +
        `; payloads refused by the double: ${lab.slack.refusals.length}`,
    );
  } finally {
    await lab.slack.idle();
    await target.stop();
  }
}
