import { ownLanguages } from '../../../domain/tenancy/tenant.types.ts';
import type { Json } from '../../cards/card.types.ts';
import type { Cursor } from '../cursor.ts';

const languageNames: Record<string, string> = {
  english: 'en',
  german: 'de',
  deutsch: 'de',
  french: 'fr',
  spanish: 'es',
  italian: 'it',
  dutch: 'nl',
  polish: 'pl',
};

/**
 * Consumes `title:"…"`, `summary:"…"`, `category:…`, `tags:a,b`, `lang:de`, `version:3`, `public` and `internal` up to the text. Returns what is wrong with one, or
 * null. `closed`: a colon has ended the head already.
 */
export function articleOptions(cursor: Cursor, args: Record<string, Json>): string | null {
  for (let word = cursor.peek(); word !== null; word = cursor.peek()) {
    if (cursor.justBefore === ':' || word.quoted || /^:/.test(word.text)) return null;
    const problem = readOption(cursor, args);
    if (problem === 'text') return null;
    if (problem !== null) return problem;
  }
  return null;
}

function readOption(cursor: Cursor, args: Record<string, Json>): string | null {
  const visibility = cursor.match(/^(public|internal):?$/i)?.[1]?.toLowerCase();
  if (visibility !== undefined) {
    args.visibility = visibility;
    return null;
  }
  const keyed = cursor.match(/^(title|summary|category|tags?|lang|language|version):(.+?):?$/is);
  if (keyed === null) return 'text';
  return setOption(args, (keyed[1] ?? '').toLowerCase(), keyed[2] ?? '');
}

function setOption(args: Record<string, Json>, key: string, value: string): string | null {
  if (key === 'lang' || key === 'language') {
    const wanted = value.toLowerCase();
    const code = languageNames[wanted] ?? wanted;
    if (!(ownLanguages as readonly string[]).includes(code))
      return `“${value}” is no language of ours. There are: ${ownLanguages.join(', ')}.`;
    args.language = code;
  } else if (key === 'version') {
    if (!/^[1-9]\d{0,8}$/.test(value)) return `“${value}” is no version.`;
    args.version = Number(value);
  } else if (key.startsWith('tag')) args.tags = value.split(',').map((tag) => tag.trim());
  else args[key] = value;
  return null;
}
