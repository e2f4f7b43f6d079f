import type { Env } from '../../../config/env.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { keyFileOf, wireCore } from '../../wire.ts';
import { type CliContext, defineCommand, expectWords } from '../cli.types.ts';
import { checkDatabase } from '../doctor/check-database.ts';
import { checkKeyFile, checkSecrets } from '../doctor/check-keys.ts';
import { checkMachine } from '../doctor/check-machine.ts';
import { checkMailboxes } from '../doctor/check-mailboxes.ts';
import { checkPorts } from '../doctor/check-ports.ts';
import { checkSettings } from '../doctor/check-settings.ts';
import { checkStorage } from '../doctor/check-storage.ts';
import { checkTemporal } from '../doctor/check-temporal.ts';
import { about, type Finding } from '../doctor/finding.types.ts';
import { explainError } from '../explain-error.ts';

type Report = (findings: Finding[]) => void;

/** Checks everything Deskhand depends on, says what to do, and ends with 1 when something would keep it from working. */
export const doctor = defineCommand({
  options: { mailboxes: { type: 'boolean', default: false, meaning: 'also sign in to the servers of every mailbox' } },
  run: async (context, { mailboxes }, words) => {
    expectWords(words);
    const counts = { ok: 0, warn: 0, fail: 0 };
    const report: Report = (findings) => {
      for (const { level, subject, text, todo } of findings) {
        counts[level] += 1;
        context.terminal.out(`${level.padEnd(4)}  ${subject}: ${text}`);
        if (todo !== undefined) context.terminal.out(`      → ${todo}`);
      }
    };
    const { env, findings } = checkSettings(context.readEnv);
    report(findings);
    if (env !== null) await checkAll(context, env, mailboxes, report);
    context.terminal.out(`${counts.ok} ok, ${counts.warn} to look at, ${counts.fail} to mend.`);
    return counts.fail === 0 ? 0 : 1;
  },
});

async function checkAll(context: CliContext, env: Env, mailboxes: boolean, report: Report): Promise<void> {
  report(await checkMachine(env));
  report([await checkKeyFile(keyFileOf(env))]);
  const log = await context.createLog();
  const runtime = await openRuntime(env, { log, progress: context.terminal.note }).catch((error: unknown) => {
    report([about('database').fail('cannot be started', explainError(error).text)]);
    return null;
  });
  if (runtime === null) return;
  try {
    report(await checkDatabase(env, runtime));
    report(await checkTemporal(env, runtime));
    report(await checkPorts(env, runtime.database === 'shared'));
    report(await checkCore(env, log, runtime.appUrl, mailboxes));
  } finally {
    await runtime.close();
  }
}

/** What needs the tenants' door: opening it proves that it keeps them apart. */
async function checkCore(env: Env, log: Parameters<typeof wireCore>[1], appUrl: string, mailboxes: boolean): Promise<Finding[]> {
  const isolation = about('isolation');
  try {
    const core = await wireCore(env, log, { appUrl, pool: 4, contextName: 'doctor' });
    try {
      const tenants = await core.across.unsafeListTenants();
      return [
        isolation.ok('every table keeps companies apart'),
        await checkStorage(env, core.blobs),
        ...(await checkSecrets(core)),
        tenants.length === 0
          ? about('companies').warn('none yet', 'deskhand tenants add, or deskhand seed for a demo.')
          : about('companies').ok(String(tenants.length)),
        ...(mailboxes ? await checkMailboxes(core) : []),
      ];
    } finally {
      await core.close();
    }
  } catch (error) {
    return [isolation.fail('not proved', explainError(error).text)];
  }
}
