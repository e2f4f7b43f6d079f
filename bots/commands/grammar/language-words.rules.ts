/** The ten languages Deskhand translates into (`domain.md` 3.17), ISO 639-1. */
export const translationCodes = ['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'ru', 'ja', 'zh'] as const;
export type TranslationCode = (typeof translationCodes)[number];

const names: Readonly<Record<TranslationCode, string>> = {
  en: 'english englisch anglais inglés ingles',
  es: 'spanish spanisch espagnol español espanol castilian',
  fr: 'french französisch franzoesisch français francais',
  de: 'german deutsch allemand alemán aleman',
  it: 'italian italienisch italien italiano',
  pt: 'portuguese portugiesisch portugais português portugues',
  nl: 'dutch niederländisch néerlandais nederlands flemish',
  ru: 'russian russisch russe русский',
  ja: 'japanese japanisch japonais 日本語',
  zh: 'chinese chinesisch chinois mandarin 中文',
};

const byWord = new Map(
  translationCodes.flatMap((code) => [code, ...names[code].split(' ')].map((word): [string, TranslationCode] => [word, code])),
);

/** The language a word names, by its code or its name; null for any other word. */
export function readLanguage(word: string): TranslationCode | null {
  const plain = word.toLowerCase().replace(/[:,.]$/, '');
  // “ins Französische”.
  return byWord.get(plain) ?? (plain.length > 6 ? byWord.get(plain.replace(/e[ns]?$/, '')) : undefined) ?? null;
}
