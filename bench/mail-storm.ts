import { parseArgs } from 'node:util';
import { parseEnv } from '../config/env.ts';
import { migrate } from '../domain/database/migrate.ts';
import { renderAcknowledgement } from '../mail/templates/acknowledgement.ts';
import { createVerifyMail } from '../mail/trust/verify-mail.ts';
import { wireCore } from '../server/wire.ts';
import { createMailReader } from '../server/wiring/mail-reader.ts';
import { dnsTable } from '../test/support/dns-table.ts';
import { runMailStorm, type StormSize, stormFaults, stormLine, stormRecords } from '../test/support/mail-storm.ts';
import { addCompany, silent } from './support/desk.ts';
import { startScratchDatabase } from './support/scratch-database.ts';

/**
 * `npm run test:mail-storm`: thousands of automatic answers from a hundred addresses, a third without any mark of one, and their answers to ours, through the door's
 * `accept` and the pump on a database of its own. Nothing is sent. Prints one line; resolves with 1 when a marked answer was acknowledged, an address twice on a
 * day, a mail was not filed or a person was not heard.
 */
async function main(size: StormSize): Promise<number> {
  const scratch = await startScratchDatabase({ durable: false });
  try {
    await migrate(scratch.server.ownerUrl);
    const core = await wireCore(parseEnv({ DESKHAND_DATA: scratch.folder }), silent, {
      appUrl: scratch.server.appUrl,
      pool: 8,
      contextName: 'mail-storm',
    });
    try {
      const company = await addCompany(core, { slug: 'storm', smtp: { host: '127.0.0.1', port: 1 }, hasUsualLimits: true });
      const filingRules = () => ({ replyKeys: core.replyKeysFor(company.id), renderAcknowledgement });
      const figures = await runMailStorm(
        {
          ...core,
          log: silent,
          reader: createMailReader(core.blobs, { verify: createVerifyMail(dnsTable(stormRecords)) }),
          filingRules,
          company,
        },
        size,
      );
      process.stdout.write(`${stormLine(figures)}\n`);
      const faults = stormFaults(figures);
      for (const fault of faults) process.stdout.write(`FAULT: ${fault}\n`);
      return faults.length === 0 ? 0 : 1;
    } finally {
      await core.close();
    }
  } finally {
    await scratch.drop();
  }
}

const { values } = parseArgs({
  options: {
    answers: { type: 'string', default: '10000' },
    addresses: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
  },
});
process.exit(
  await main({
    answers: Number(values.answers),
    addresses: Number(values.addresses),
    rounds: Number(values.rounds),
    seed: Number(values.seed),
  }),
);
