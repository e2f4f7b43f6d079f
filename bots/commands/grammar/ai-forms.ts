import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, half, type Reading } from './form.ts';

/** `j-1a2b3c4d`, or a whole id. */
const jobName = /^(?:j-)?([0-9a-f]{8}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[:,.]?$/i;
const jobHelp = 'Which job? Its card shows its name, such as j-1a2b3c4d; ai jobs lists them.';

/** What the AI is at, what it cost and where its words come from. */
export const aiForms: readonly CommandForm[] = [
  { words: ['ai jobs', 'ai queue', 'ai list'], op: 'ai.jobs', usage: 'ai jobs', read: (cursor) => ended(cursor, 'ai.jobs', {}) },
  { words: ['ai job', 'ai show'], op: 'ai.job', usage: 'ai job JOB', read: (cursor) => ofJob(cursor, 'ai.job') },
  {
    words: ['ai cancel', 'cancel job', 'cancel ai job'],
    op: 'ai.cancel',
    usage: 'ai cancel JOB',
    read: (cursor) => ofJob(cursor, 'ai.cancel'),
  },
  {
    words: ['ai why', 'ai receipt', 'why ai'],
    op: 'ai.why',
    usage: 'ai why JOB',
    hint: 'Prompt and its version, model, cost, and what the result rests on.',
    read: (cursor) => ofJob(cursor, 'ai.why'),
  },
  {
    words: ['ai replay'],
    op: 'ai.replay',
    usage: 'ai replay JOB',
    hint: 'Makes the request anew without sending it and compares the bytes.',
    read: (cursor) => ofJob(cursor, 'ai.replay'),
  },
  { words: ['ai helpful', 'ai unhelpful', 'ai vote'], op: 'ai.vote', usage: 'ai helpful | unhelpful JOB [: WHY]', read: readVote },
  { words: ['ai cost', 'ai costs', 'ai budgets', 'ai spend'], op: 'ai.cost', usage: 'ai cost [DAYS]', read: readCost },
  {
    words: ['ai budget'],
    op: 'ai.budget',
    usage: 'ai budget FEATURE | all AMOUNT | off',
    hint: 'For a day; over it everything is found without a model.',
    read: readBudget,
  },
  { words: ['ai settings'], op: 'ai.settings', usage: 'ai settings', read: (cursor) => ended(cursor, 'ai.settings', {}) },
  {
    words: ['ai set'],
    op: 'ai.set',
    usage: 'ai set triage | analysis | redaction on | off · ai set keep DAYS · ai set wrong PERCENT',
    read: readSetting,
  },
];

function ended(cursor: Cursor, op: string, args: Record<string, string | number>): Reading {
  return cursor.isAtEnd
    ? call(op, args)
    : half(`I do not know what “${cursor.leftover.slice(0, 80)}” means here.`, { label: 'Do it without that', op, args });
}

function takeJob(cursor: Cursor): string | null {
  const found = cursor.match(jobName);
  return found === null ? null : found[0].replace(/[:,.]$/, '').toLowerCase();
}

function ofJob(cursor: Cursor, op: string): Reading {
  const job = takeJob(cursor);
  return job === null ? half(jobHelp) : ended(cursor, op, { job });
}

function readVote(cursor: Cursor): Reading {
  const said = /un\s*helpful/i.test(cursor.text.slice(0, cursor.place))
    ? 'unhelpful'
    : /helpful/i.test(cursor.text.slice(0, cursor.place))
      ? 'helpful'
      : null;
  const vote = said ?? cursor.take('helpful', 'unhelpful');
  if (vote === null) return half('Was it helpful or unhelpful? For example ai helpful j-1a2b3c4d.');
  const job = takeJob(cursor);
  if (job === null) return half(jobHelp);
  const note = cursor.rest().trim();
  return call('ai.vote', { job, vote, ...(note === '' ? {} : { note }) });
}

function readCost(cursor: Cursor): Reading {
  cursor.take('last');
  const days = cursor.match(/^(\d{1,3})d?$/i);
  cursor.take('days', 'day');
  return ended(cursor, 'ai.cost', days === null ? {} : { days: Number(days[1]) });
}

function readBudget(cursor: Cursor): Reading {
  const words: string[] = [];
  for (let word = cursor.peek(); word !== null && !/^(\d|off$|none$)/i.test(word.text); word = cursor.peek()) {
    words.push(word.text.toLowerCase());
    cursor.next();
  }
  const feature = words.join('_').replaceAll('-', '_');
  const amount = cursor.next()?.text.toLowerCase();
  if (feature === '' || amount === undefined)
    return half('Which feature, and how much a day? For example ai budget draft 2.50, or ai budget all off.');
  return ended(cursor, 'ai.budget', { feature, amount: amount === 'none' ? 'off' : amount });
}

function readSetting(cursor: Cursor): Reading {
  const setting = cursor.take('triage', 'analysis', 'redaction', 'redact', 'keep', 'wrong');
  const value = cursor.rest().trim();
  if (setting === null || value === '') return half('Which choice? For example ai set analysis off, ai set keep 14, or ai set wrong 3.');
  return call('ai.set', { setting: setting === 'redact' ? 'redaction' : setting, value });
}
