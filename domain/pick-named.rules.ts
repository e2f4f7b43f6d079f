import { AppError } from './errors.ts';

/** What the things are called; `none` is said where there are none at all. */
export type NamedNouns = { one: string; many: string; none: string };

/** The one of that id or name, whatever its case; a part of a name that fits only one will do. Throws `not_found` with the names there are. */
export function pickNamed<T extends { id: string; name: string }>(all: readonly T[], text: string, nouns: NamedNouns): T {
  const wanted = text.trim().toLowerCase();
  const exact = all.filter((one) => one.id === wanted || one.name.toLowerCase() === wanted);
  const found = exact.length > 0 ? exact : all.filter((one) => wanted !== '' && one.name.toLowerCase().includes(wanted));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const names = (found.length > 1 ? found : all).map((one) => `“${one.name}”`).join(', ');
  const missed = found.length > 1 ? `Several ${nouns.many} answer to “${text}”` : `There is no ${nouns.one} “${text}”`;
  throw new AppError('not_found', {
    message: `${nouns.one} not found or not unique (${found.length} fit)`,
    userMessage: `${missed}. ${names === '' ? nouns.none : `There are: ${names}.`}`,
  });
}
