import { parseArgs } from 'node:util';
import { type CliContext, type CommandRow, UsageError } from './cli.types.ts';
import { commandTable } from './command-table.ts';
import { findCommand } from './find-command.rules.ts';
import { packageVersion } from './package-version.ts';

/** Runs one command line and returns its exit code: 0 done, 1 failed, 2 wrong usage. Failures are one line on `note` that says what to do. */
export async function runCli(words: string[], context: CliContext): Promise<number> {
  try {
    return await dispatch(words, context);
  } catch (error) {
    const { explainError, traceError } = await import('./explain-error.ts');
    const { text, exitCode } = explainError(error);
    context.terminal.note(exitCode === 2 ? `${text} See \`deskhand help\`.` : text);
    if (wantsTrace(context)) for (const line of traceError(error)) context.terminal.note(line);
    return exitCode;
  }
}

async function dispatch(words: string[], context: CliContext): Promise<number> {
  if (words[0] === '--version') return printVersion(context);
  if (words.length === 0 || words[0] === '--help' || words[0] === '-h') return dispatch(['help'], context);
  const found = findCommand(
    words,
    commandTable.map((row) => row.name),
  );
  if (found.kind === 'unknown')
    throw new UsageError(`There is no command “${words.slice(0, 2).join(' ')}”. Did you mean \`deskhand ${found.nearest}\`?`);
  if (found.kind === 'group') throw new UsageError(`“${found.said}” needs a ${wordAfter(found)}.`);
  const row = commandTable.find((candidate) => candidate.name === found.name) as CommandRow;
  if (found.rest.includes('--help') || found.rest.includes('-h')) return dispatch(['help', row.name], context);
  const command = await row.load();
  const { values, positionals } = parseArgs({ args: found.rest, options: command.options, allowPositionals: true, strict: true });
  return (await command.run({ ...context, table: commandTable }, values, positionals)) ?? 0;
}

/** Which word is missing, and what it may be. */
function wordAfter({ said, names }: { said: string; names: string[] }): string {
  const count = said.split(' ').length;
  const next = new Set(names.map((name) => name.split(' ')[count]));
  return `${count === 1 ? 'second' : 'third'} word: ${[...next].join(', ')}`;
}

async function printVersion(context: CliContext): Promise<number> {
  context.terminal.out(await packageVersion());
  return 0;
}

function wantsTrace(context: CliContext): boolean {
  try {
    return ['debug', 'trace'].includes(context.readEnv().DESKHAND_LOG_LEVEL);
  } catch {
    return false;
  }
}
