import { defineCommand, UsageError } from '../cli.types.ts';
import { findCommand } from '../find-command.rules.ts';
import { commandHelp, helpText, settingsHelp } from '../help-text.ts';

/** `help`, `help settings`, `help COMMAND`, and a group's first word such as `help people`. */
export const help = defineCommand({
  options: {},
  run: async ({ terminal, table }, _values, words) => {
    if (words.join(' ') === 'settings') return settingsHelp().forEach(terminal.out);
    const names = table.map((row) => row.name);
    const found = findCommand(words, names);
    if (words.length > 0 && found.kind === 'unknown')
      throw new UsageError(`There is no command “${words.join(' ')}”. Did you mean \`deskhand help ${found.nearest}\`?`);
    const row = found.kind === 'found' ? table.find((candidate) => candidate.name === found.name) : undefined;
    const group = found.kind === 'group' ? table.filter((candidate) => found.names.includes(candidate.name)) : table;
    const lines = row === undefined ? helpText(group) : commandHelp(row, (await row.load()).options);
    for (const line of lines) terminal.out(line);
  },
});
