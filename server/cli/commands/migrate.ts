import { migrate as migrateDatabase } from '../../../domain/database/migrate.ts';
import { AppError } from '../../../domain/errors.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { defineCommand, expectWords } from '../cli.types.ts';

/** Applies the migrations that are missing, as the owner. */
export const migrate = defineCommand({
  options: {},
  run: async (context, _values, words) => {
    expectWords(words);
    const env = context.readEnv();
    const runtime = await openRuntime(env, { log: await context.createLog(), progress: context.terminal.note });
    try {
      if (runtime.ownerUrl === null) throw ownerMissing();
      const applied = await migrateDatabase(runtime.ownerUrl);
      context.terminal.out(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}.`);
    } finally {
      await runtime.close();
    }
  },
});

function ownerMissing(): AppError {
  return new AppError('not_configured', {
    message: 'DATABASE_OWNER_URL is not set',
    userMessage: 'Migrating needs the owner’s login: set DATABASE_OWNER_URL beside DATABASE_URL.',
  });
}
