import { defineCommand, expectWords, UsageError } from '../cli.types.ts';

const roles = ['all', 'web', 'worker', 'mail'] as const;

/** Runs Deskhand, or one of its roles, until it is asked to end. */
export const start = defineCommand({
  options: { role: { type: 'string', default: 'all', meaning: 'what this process does: all (default), web, worker or mail' } },
  run: async ({ readEnv }, { role }, words) => {
    expectWords(words);
    const wanted = roles.find((candidate) => candidate === role);
    if (wanted === undefined) throw new UsageError(`“${role}” is no role. There are: ${roles.join(', ')}.`);
    const main = await import('../../main.ts');
    await main.start(readEnv(), { role: wanted });
  },
});
