import { parseArgs } from 'node:util';
import { bigMail } from './parts/big-mail.ts';
import { burst } from './parts/burst.ts';
import { latency } from './parts/latency.ts';
import { memory } from './parts/memory.ts';
import { rowSecurity } from './parts/row-security.ts';
import { scale } from './parts/scale.ts';
import { startTime } from './parts/start-time.ts';
import type { Part, PartOptions } from './support/part.types.ts';

const parts: Part[] = [burst, latency, scale, bigMail, memory, startTime, rowSecurity];

/** `node bench/run.ts [PART …]`: every measurement prints one line of figures with its baseline of the same run; targets are never asserted. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      mails: { type: 'string', default: '2000' },
      'stream-seconds': { type: 'string', default: '30' },
      'rest-seconds': { type: 'string', default: '60' },
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
  };
  for (const part of positionals.length === 0 ? parts : parts.filter(({ name }) => positionals.includes(name)))
    await part.run(say, options);
  return 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exit(await main());
