/** A text for comparing with tables of phrases: lower case, without accents, other apostrophes made straight. Linear in its length. */
export function withoutAccents(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}+/gu, '')
    .replace(/\u0142/g, 'l')
    .replace(/\u00f8/g, 'o')
    .replace(/\u00e6/g, 'ae')
    .replace(/[\u2018\u2019\u02bc`\u00b4]/g, "'")
    .normalize('NFC');
}
