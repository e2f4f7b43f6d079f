import { describeEnv } from '../../config/env.ts';
import type { CliOption, CommandRow } from './cli.types.ts';
import { columns } from './columns.rules.ts';

/** The list of all commands. */
export function helpText(table: CommandRow[]): string[] {
  const lines = columns(
    ['', ''],
    table.map((row) => [`  ${row.name} ${row.usage}`.trimEnd(), row.summary]),
  ).slice(1);
  return [
    'Usage: deskhand COMMAND …',
    '',
    ...lines,
    '',
    '`deskhand help COMMAND` lists the options of a command. Commands about one company take --tenant SLUG; with a single company it may be left out.',
    'Settings come from the environment and the file .env: `deskhand help settings` lists them, `deskhand doctor` checks them.',
  ];
}

/** How one command is used. */
export function commandHelp(row: CommandRow, options: Record<string, CliOption>): string[] {
  const names = Object.entries(options).map(([name, option]) => [`  --${name}${option.type === 'string' ? ' …' : ''}`, meaningOf(option)]);
  const lines = names.length === 0 ? [] : ['', 'Options:', ...columns(['', ''], names).slice(1)];
  return [`Usage: deskhand ${row.name} ${row.usage}`.trimEnd(), '', `${row.summary[0]?.toUpperCase()}${row.summary.slice(1)}.`, ...lines];
}

/** Every setting and what it means. */
export function settingsHelp(): string[] {
  return columns(
    ['Setting', 'Meaning'],
    describeEnv().map(({ key, meaning }) => [key, meaning]),
  );
}

function meaningOf(option: CliOption): string {
  return option.multiple === true ? `${option.meaning} (may be given more than once)` : option.meaning;
}
