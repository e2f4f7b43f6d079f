import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCli } from '../../../server/cli/run-cli.ts';
import { openTerminal } from '../../../server/cli/terminal.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskhand-sla-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The command as the program runs it, with settings that cannot be read: neither may need any. */
async function run(words: string[], stdin: unknown): Promise<{ code: number; out: string; err: string }> {
  const written = { out: '', err: '' };
  const collect = (key: 'out' | 'err') =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        written[key] += chunk.toString('utf8');
        done();
      },
    });
  const input = Readable.from([Buffer.from(typeof stdin === 'string' ? stdin : JSON.stringify(stdin))]);
  const noSettings = (): never => {
    throw new Error('no settings are needed');
  };
  const terminal = openTerminal({ input, output: collect('out'), errors: collect('err') });
  const code = await runCli(words, { readEnv: noSettings, createLog: noSettings, terminal });
  return { code, ...written };
}

const weekdays = ['1', '2', '3', '4', '5'];
const office = Object.fromEntries(weekdays.map((day) => [day, [['09:00', '17:00']]]));
const calendars = {
  LON: { tz: 'Europe/London', hours: office, holidays: ['2026-12-25', '2026-12-28', '2027-01-01'] },
  closed: { tz: 'UTC', hours: {}, holidays: [] },
  emptyDays: { tz: 'UTC', hours: { '1': [] } },
  mars: { tz: 'Mars/Phobos', hours: office, holidays: [] },
  long: { tz: 'UTC', hours: { '1': [['09:00', '25:00']] }, holidays: [] },
  never: { tz: 'UTC', hours: { '1': [['09:00', '09:00']] }, holidays: [] },
  lapsed: { tz: 'UTC', hours: {}, holidays: [{ date: '2026-01-01', open: [['09:00', '10:00']] }] },
  words: 'nine to five',
  overlap: {
    tz: 'UTC',
    hours: {
      '1': [
        ['09:00', '12:00'],
        ['10:00', '13:00'],
      ],
    },
    holidays: [],
  },
};
const start = '2026-10-23T15:30:00Z';

test('each case gets its instant, and a bad one is REJECT without spoiling the others', async () => {
  const cases = [
    { id: 'weekend', calendar: 'LON', start, minutes: 60 },
    { id: 'offset', calendar: 'LON', start: '2026-10-23T16:30:00+01:00', minutes: 60 },
    { id: 'no seconds', calendar: 'LON', start: '2026-10-23T15:30Z', minutes: 60 },
    { id: 'millisecond', calendar: 'LON', start: '2026-10-23T15:30:00.250Z', minutes: 1 },
    { id: 'half a minute', calendar: 'LON', start, minutes: 0.5 },
    { id: 'nothing', calendar: 'LON', start: '2026-10-24T12:00:00Z', minutes: 0 },
    {
      id: 'paused',
      calendar: 'LON',
      start: '2026-11-23T09:00:00Z',
      minutes: 240,
      pauses: [['2026-11-23T10:00:00Z', '2026-11-23T12:00:00Z']],
    },
    { id: 'union', calendar: 'overlap', start: '2026-11-23T09:00:00Z', minutes: 240 },
    { id: 'closed', calendar: 'closed', start, minutes: 60 },
    { id: 'closed at once', calendar: 'closed', start, minutes: 0 },
    { id: 'empty days', calendar: 'emptyDays', start, minutes: 60 },
    { id: 'mars', calendar: 'mars', start, minutes: 60 },
    { id: 'long', calendar: 'long', start, minutes: 60 },
    { id: 'never', calendar: 'never', start, minutes: 60 },
    { id: 'lapsed', calendar: 'lapsed', start, minutes: 60 },
    { id: 'words', calendar: 'words', start, minutes: 60 },
    { id: 'unknown', calendar: 'PAR', start, minutes: 60 },
    { id: 'inherited', calendar: 'constructor', start, minutes: 60 },
    { id: 'negative', calendar: 'LON', start, minutes: -1 },
    { id: 'not a number', calendar: 'LON', start, minutes: '60' },
    { id: 'no minutes', calendar: 'LON', start },
    { id: 'endless', calendar: 'LON', start, minutes: 1e12 },
    { id: 'no such day', calendar: 'LON', start: '2026-02-30T09:00:00Z', minutes: 60 },
    { id: 'no zone', calendar: 'LON', start: '2026-10-23T15:30:00', minutes: 60 },
    { id: 'backwards', calendar: 'LON', start, minutes: 60, pauses: [['2026-10-26T12:00:00Z', '2026-10-26T10:00:00Z']] },
    { id: 7, calendar: 'LON', start, minutes: 30 },
  ];
  const { code, out, err } = await run(['sla', 'due', '-'], { calendars, cases });
  const answers = JSON.parse(out);
  expect(code).toBe(0);
  expect(answers).toMatchObject({
    weekend: '2026-10-26T09:30:00Z',
    offset: '2026-10-26T09:30:00Z',
    'no seconds': '2026-10-26T09:30:00Z',
    millisecond: '2026-10-23T15:31:00.250Z',
    'half a minute': '2026-10-23T15:30:30Z',
    nothing: '2026-10-24T12:00:00Z',
    paused: '2026-11-23T15:00:00Z',
    union: '2026-11-23T13:00:00Z',
    '7': '2026-10-23T16:00:00Z',
  });
  const refused = cases.slice(8, -1).map(({ id }) => String(id));
  expect(Object.keys(answers).filter((id) => answers[id] === 'REJECT')).toEqual(refused);
  expect(Object.keys(answers)).toHaveLength(cases.length);
  for (const id of refused) expect(err).toContain(`${id}: REJECT. `);
});

const policy = {
  calendar: 'LON',
  targets: { normal: { firstResponse: 60, nextReply: 60, resolution: 480 }, urgent: { firstResponse: 30, resolution: 120 } },
  pausing: { resolution: ['pending', 'on-hold'] },
};
const monday = (time: string): string => `2026-11-23T${time}:00Z`;
const none = { due: null, metAt: null, breaches: [], pausedSeconds: 0 };

test('each history gets its three metrics: the latest cycle, with the breaches of all of them', async () => {
  const histories = [
    {
      id: 'raised',
      until: monday('18:00'),
      events: [
        { at: monday('09:00'), type: 'created', value: 'normal' },
        { at: monday('12:00'), type: 'priority', value: 'urgent' },
      ],
    },
    {
      id: 'unsorted',
      until: monday('15:00'),
      events: [
        { at: monday('11:30'), type: 'customer_message' },
        { at: monday('12:45'), type: 'public_reply' },
        { at: monday('10:00'), type: 'status', value: 'pending' },
        { at: monday('13:00'), type: 'status', value: 'solved' },
        { at: monday('11:00'), type: 'status', value: 'on-hold' },
        { at: monday('12:00'), type: 'status', value: 'open' },
        { at: monday('09:00'), type: 'created' },
        { at: monday('09:10'), type: 'auto_reply' },
        { at: monday('14:00'), type: 'customer_message' },
        { at: monday('16:00'), type: 'calendar', value: 'nowhere' },
      ],
    },
    {
      id: 'paused now',
      until: monday('15:00'),
      events: [{ at: monday('09:00'), type: 'created', value: { priority: 'urgent', status: 'pending' } }],
    },
    { id: 'nothing yet', until: monday('15:00'), events: [] },
    {
      id: 'moved',
      until: monday('15:00'),
      events: [
        { at: monday('09:00'), type: 'created' },
        { at: monday('10:00'), type: 'calendar', value: 'closed' },
      ],
    },
    { id: 'unknown event', until: monday('15:00'), events: [{ at: monday('09:00'), type: 'exploded' }] },
    { id: 'no end', events: [] },
  ];
  const { code, out } = await run(['sla', 'history', '-'], { calendars, policy, histories });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({
    raised: {
      // Missed at 10:00 by the old target; the new one says it was due at 09:30, which is no second miss.
      firstResponse: { ...none, due: monday('09:30'), breaches: [{ at: monday('10:00'), reason: 'due passed' }] },
      nextReply: none,
      resolution: { ...none, due: monday('11:00'), breaches: [{ at: monday('12:00'), reason: 'target changed' }] },
    },
    unsorted: {
      firstResponse: { ...none, due: monday('10:00'), metAt: monday('12:45'), breaches: [{ at: monday('10:00'), reason: 'due passed' }] },
      nextReply: {
        ...none,
        due: monday('15:00'),
        breaches: [
          { at: monday('12:30'), reason: 'due passed' },
          { at: monday('15:00'), reason: 'due passed' },
        ],
      },
      resolution: { due: '2026-11-24T11:00:00Z', metAt: monday('13:00'), breaches: [], pausedSeconds: 7200 },
    },
    'paused now': {
      firstResponse: { ...none, due: monday('09:30'), breaches: [{ at: monday('09:30'), reason: 'due passed' }] },
      nextReply: none,
      resolution: { ...none, pausedSeconds: 21_600 },
    },
    'nothing yet': { firstResponse: none, nextReply: none, resolution: none },
    moved: 'REJECT',
    'unknown event': 'REJECT',
    'no end': 'REJECT',
  });
});

test.each([
  ['due', 'nonsense', /is not JSON/],
  ['due', { calendars: {} }, /cases/],
  ['due', { calendars: {}, cases: [{ calendar: 'LON' }] }, /cases\.0\.id/],
  ['history', { calendars: {}, policy, histories: {} }, /histories/],
  [
    'history',
    { calendars: {}, policy: { ...policy, targets: { normal: { resolution: -1 } } }, histories: [] },
    /policy\.targets\.normal\.resolution must be 0 or more/,
  ],
])('sla %s says what is wrong with the file and ends with 1', async (command, content, words) => {
  const { code, out, err } = await run(['sla', command, '-'], content);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(words);
});

test('the program itself answers from a file, and a file that is not there is named', async () => {
  const file = join(folder, 'cases.json');
  await writeFile(file, JSON.stringify({ calendars, cases: [{ id: 'a', calendar: 'LON', start, minutes: 60 }] }));
  const program = (words: string[]) => execFile(process.execPath, ['bin/deskhand.mjs', ...words]);
  expect(JSON.parse(await text(program(['sla', 'due', file]).stdout as Readable))).toEqual({ a: '2026-10-26T09:30:00Z' });
  expect(await text(program(['sla', 'history', join(folder, 'gone.json')]).stderr as Readable)).toContain('There is no file or folder');
});

test('the manual’s examples give what the manual says', async () => {
  const blocks = [...(await readFile('docs/clocks.md', 'utf8')).matchAll(/```json\n(.*?)```/gs)].map((block) => block[1] as string);
  expect(blocks).toHaveLength(4);
  for (const [command, question, answer] of [
    ['due', blocks[0], blocks[1]],
    ['history', blocks[2], blocks[3]],
  ]) {
    expect(JSON.parse((await run(['sla', command as string, '-'], question)).out)).toEqual(JSON.parse(answer as string));
  }
});
