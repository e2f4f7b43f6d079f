import { mailAddress } from '../../../domain/input.rules.ts';
import type { Json } from '../../cards/card.types.ts';
import type { Cursor } from '../cursor.ts';

/** Options of a mail, as arguments of its operation, and what is wrong with one of them. */
export type MailOptions = { args: Record<string, Json>; problem: string | null };

const flags: Record<string, Record<string, Json>> = {
  keep: { after: 'keep' },
  wait: { after: 'wait' },
  resolve: { after: 'resolve' },
  'no-quote': { quote: false },
  'no-files': { files: false },
};

/** Consumes options before the text: `--keep`, `cc:+a@b`, `cc:-c@d`, `from:support@…`. Phones turn `--` into a dash. */
export function leadingOptions(cursor: Cursor, allowed: readonly string[]): MailOptions {
  const options: MailOptions = { args: {}, problem: null };
  for (let word = cursor.peek(); word !== null && options.problem === null; word = cursor.peek()) {
    const flag = flagOf(word.text, allowed);
    const keyed = /^(cc|from):(.*)$/is.exec(word.text);
    if (word.quoted || (flag === null && (keyed === null || !allowed.includes((keyed[1] ?? '').toLowerCase())))) break;
    cursor.next();
    if (flag !== null) Object.assign(options.args, flag);
    else addAddresses(options, (keyed?.[1] ?? '').toLowerCase(), keyed?.[2] ?? '');
  }
  return options;
}

/** Takes the same options off the very end of the text, where people add them last. The text before them is untouched but for the blanks between. */
export function trailingOptions(text: string, allowed: readonly string[]): { text: string; options: MailOptions } {
  const options: MailOptions = { args: {}, problem: null };
  let left = text;
  for (;;) {
    const last = /(?:^|[ \t\n])(\S+)[ \t]*$/.exec(left);
    const word = last?.[1] ?? '';
    const flag = flagOf(word, allowed);
    const keyed = allowed.includes('cc') ? /^cc:([+-][^\s@]+@\S+)$/i.exec(word) : null;
    if (last === null || (flag === null && keyed === null)) return { text: left, options };
    if (flag !== null) options.args = { ...flag, ...options.args };
    else addAddresses(options, 'cc', keyed?.[1] ?? '');
    left = left.slice(0, last.index);
  }
}

function flagOf(word: string, allowed: readonly string[]): Record<string, Json> | null {
  const name = /^(?:--|—|–)([a-z-]+)$/i.exec(word)?.[1]?.toLowerCase() ?? '';
  return allowed.includes(name) ? (flags[name] ?? null) : null;
}

function addAddresses(options: MailOptions, key: string, value: string): void {
  const entries = value.split(',').filter((entry) => entry !== '');
  if (entries.length === 0) options.problem = `${key}: lacks an address, for example ${key}:+bob@acme.example`;
  for (const entry of entries) {
    const name = key === 'from' ? 'from' : entry.startsWith('-') ? 'removeCc' : 'addCc';
    const address = mailAddress.safeParse(entry.replace(/^[+-]/, ''));
    if (!address.success) options.problem = `“${entry}” is not a mail address`;
    else if (name === 'from') options.args.from = address.data;
    else options.args[name] = [...((options.args[name] as string[] | undefined) ?? []), address.data];
  }
}
