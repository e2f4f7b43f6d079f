import { parseArgs } from 'node:util';
import { aiFairness } from './parts/ai-fairness.ts';
import { bigMail } from './parts/big-mail.ts';
import { burst } from './parts/burst.ts';
import { clocks } from './parts/clocks.ts';
import { knowledge } from './parts/knowledge.ts';
import { latency } from './parts/latency.ts';
import { lists } from './parts/lists.ts';
import { mailboxes } from './parts/mailboxes.ts';
import { memory } from './parts/memory.ts';
import { parsing } from './parts/parsing.ts';
import { rowSecurity } from './parts/row-security.ts';
import { scale } from './parts/scale.ts';
import { slack } from './parts/slack.ts';
import { startTime } from './parts/start-time.ts';
import type { Part, PartOptions } from './support/part.types.ts';

const parts: Part[] = [
  burst,
  latency,
  scale,
  bigMail,
  parsing,
  memory,
  startTime,
  rowSecurity,
  knowledge,
  lists,
  clocks,
  slack,
  aiFairness,
  mailboxes,
];

/** `node bench/run.ts [PART …]`: every measurement prints one line of figures with its baseline of the same run; targets are never asserted. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      mails: { type: 'string', default: '2000' },
      'stream-seconds': { type: 'string', default: '30' },
      'rest-seconds': { type: 'string', default: '60' },
      'list-tickets': { type: 'string', default: '100000' },
      'list-messages': { type: 'string', default: '500000' },
      seconds: { type: 'string', default: '20' },
      tickets: { type: 'string', default: '10000' },
      'list-companies': { type: 'string', default: '50' },
    },
  });
  const unknown = positionals.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    say(`There is no part ${unknown.join(', ')}. There are:`);
    for (const part of parts) say(`  ${part.name.padEnd(14)} ${part.meaning}`);
    return 2;
  }
  const options: PartOptions = {
    mails: Number(values.mails),
    streamSeconds: Number(values['stream-seconds']),
    restSeconds: Number(values['rest-seconds']),
    seconds: Number(values.seconds),
    tickets: Number(values.tickets),
    lists: {
      tickets: Number(values['list-tickets']),
      messages: Number(values['list-messages']),
      tenants: Number(values['list-companies']),
    },
  };
  for (const part of positionals.length === 0 ? parts : parts.filter(({ name }) => positionals.includes(name)))
    await part.run(say, options);
  return 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exit(await main());
