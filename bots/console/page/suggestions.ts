import type { CommandHelp } from './server-calls.ts';

/** What helps with a text half typed: how its command is said, and what it may become. */
export type Suggestions = { usage: string; offers: string[] };

const atMost = 5;

/** What to try first, of what the person may use. */
export function starters(commands: CommandHelp[]): string[] {
  return ['tickets', 'mine', 'parked', 'deliveries', 'help'].filter((name) => commands.some((command) => command.name === name));
}

/**
 * Names that begin like the first word while it is typed; afterwards the usage of the command and its examples that begin like the text.
 * Synonyms count, and lead to the name.
 */
export function suggest(commands: CommandHelp[], text: string): Suggestions {
  const typed = text.trimStart().toLowerCase();
  if (typed === '' || typed.includes('\n')) return { usage: '', offers: [] };
  const examples = commands.flatMap((command) => command.examples).filter((example) => example.toLowerCase().startsWith(typed));
  const known = commandOf(commands, typed);
  const usage = known === null ? '' : [known.usage, known.hint ?? ''].filter((part) => part !== '').join(' — ');
  const names = typed.includes(' ') ? [] : commands.filter((command) => beginsLike(command, typed)).map((command) => `${command.name} `);
  const offers = [...new Set([...names, ...examples])].filter((offer) => offer.trim().toLowerCase() !== typed.trim());
  return { usage, offers: offers.slice(0, atMost) };
}

function beginsLike(command: CommandHelp, typed: string): boolean {
  return [command.name, ...command.synonyms].some((name) => name.startsWith(typed));
}

/** The command the text begins with, by its longest name. */
function commandOf(commands: CommandHelp[], typed: string): CommandHelp | null {
  const named = commands.flatMap((command) => [command.name, ...command.synonyms].map((name) => ({ name, command })));
  const found = named
    .filter(({ name }) => typed === name || typed.startsWith(`${name} `))
    .sort((one, other) => other.name.length - one.name.length);
  return found[0]?.command ?? null;
}
