import { loadEnv } from '../config/env.ts';
import type { CliContext } from './cli/cli.types.ts';
import { runCli } from './cli/run-cli.ts';
import { openTerminal } from './cli/terminal.ts';

const context: CliContext = {
  readEnv: loadEnv,
  createLog: async () => {
    const { createLogger } = await import('../config/logger.ts');
    const { DESKHAND_LOG_LEVEL: level } = loadEnv();
    // A command answers in words; only what goes wrong is worth a log line beside them.
    return createLogger({ level: level === 'info' ? 'warn' : level, role: 'cli' });
  },
  terminal: openTerminal({ input: process.stdin, output: process.stdout, errors: process.stderr }),
};

process.exitCode = await runCli(process.argv.slice(2), context);
// Whatever a command left open must not keep the process; an unreferenced timer fires only when something did.
setTimeout(() => process.exit(), 2_000).unref();
// A command that read from a pipe leaves it open; nothing else may keep the process.
process.stdin.unref?.();
