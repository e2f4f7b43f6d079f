import type { Readable, Writable } from 'node:stream';
import type { ParseArgsOptionDescriptor, parseArgs } from 'node:util';
import type { Env } from '../../config/env.ts';
import type { Logger } from '../../config/logger.ts';

/** Where a command reads and writes. Results go to `out` (stdout), everything said about the work to `note` (stderr). */
export type Terminal = {
  out(line: string): void;
  note(line: string): void;
  /** One line that is not shown while it is typed; from a pipe the next line. */
  askSecret(question: string): Promise<string>;
  input: Readable;
  output: Writable;
  isInteractive: boolean;
};

/** What the command line is given. `readEnv` throws EnvError, so that `doctor` and `help` work with wrong settings. */
export type CliContext = { readEnv: () => Env; createLog: () => Promise<Logger>; terminal: Terminal };

/** What every command is given: also all commands, for the one that lists them. */
export type CommandContext = CliContext & { table: CommandRow[] };

/** An option as `node:util` parses it, with what help says of it. */
export type CliOption = ParseArgsOptionDescriptor & { meaning: string };
type Values<Options extends Record<string, CliOption>> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true; strict: true }>
>['values'];

/** A command with its option types forgotten, as the table and the dispatcher hold it. Resolves to an exit code; nothing means 0. */
export type CliCommand = {
  options: Record<string, CliOption>;
  run(context: CommandContext, values: Record<string, unknown>, positionals: string[]): Promise<number | undefined>;
};

/** One row of the command table. The command itself is loaded when it is called. */
export type CommandRow = { name: string; usage: string; summary: string; load: () => Promise<CliCommand> };

/** The command line is wrong: exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Declares a command; `values` has the types that `options` say. */
export function defineCommand<const Options extends Record<string, CliOption>>(command: {
  options: Options;
  run(context: CommandContext, values: Values<Options>, positionals: string[]): Promise<number | undefined> | Promise<void>;
}): CliCommand {
  return {
    options: command.options,
    run: async (context, values, positionals) => (await command.run(context, values as Values<Options>, positionals)) ?? undefined,
  };
}

/** Throws UsageError unless there are as many words as names. A name ending in … takes one or more. */
export function expectWords(words: string[], ...names: string[]): string[] {
  const isList = names.at(-1)?.endsWith('…') ?? false;
  if (words.length < names.length) throw new UsageError(`${names.slice(words.length).join(' and ')} is missing.`);
  if (!isList && words.length > names.length)
    throw new UsageError(`“${words[names.length]}” is one word too many. Put quotes round names with blanks.`);
  return words;
}
