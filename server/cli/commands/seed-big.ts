import { migrate } from '../../../domain/database/migrate.ts';
import { AppError } from '../../../domain/errors.ts';
import { usualShape } from '../../demo/big/big-shape.rules.ts';
import { fillBigDatabase } from '../../demo/big/fill-big-database.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { defineCommand, expectWords, UsageError } from '../cli.types.ts';

/** Fills a database that has no company with made-up companies, tickets and messages, to measure with. It takes long and many gigabytes. */
export const seedBig = defineCommand({
  options: {
    tickets: { type: 'string', default: String(usualShape.tickets), meaning: 'how many tickets in all' },
    messages: { type: 'string', default: String(usualShape.messages), meaning: 'about how many messages in all' },
    tenants: { type: 'string', default: String(usualShape.tenants), meaning: 'how many companies; the first has a tenth of all tickets' },
  },
  run: async (context, values, words) => {
    expectWords(words);
    const shape = {
      tickets: count('tickets', values.tickets),
      messages: count('messages', values.messages),
      tenants: count('tenants', values.tenants),
    };
    const log = await context.createLog();
    const runtime = await openRuntime(context.readEnv(), { log, progress: context.terminal.note });
    try {
      if (runtime.ownerUrl === null) throw ownerMissing();
      await migrate(runtime.ownerUrl);
      await fillBigDatabase(runtime.ownerUrl, shape, { log, note: context.terminal.note });
      context.terminal.out(
        `Made ${shape.tenants} companies, big-000 the biggest. To sign in: deskhand people sign-in agent1@big-000.example`,
      );
    } finally {
      await runtime.close();
    }
  },
});

function count(name: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`--${name} must be a whole number, not “${text}”.`);
}

function ownerMissing(): AppError {
  return new AppError('not_configured', {
    message: 'DATABASE_OWNER_URL is not set',
    userMessage: 'This needs the owner’s login: set DATABASE_OWNER_URL beside DATABASE_URL.',
  });
}
