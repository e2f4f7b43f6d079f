/** The line above quoted history, per language. Customers' programs send it back to us, and what stands under it is history for sure. */
export const markerLines: Readonly<Record<string, string>> = {
  en: '-- write your answer above this line --',
  de: '-- bitte antworten Sie oberhalb dieser Zeile --',
  fr: '-- écrivez votre réponse au-dessus de cette ligne --',
  es: '-- escriba su respuesta por encima de esta línea --',
  it: '-- scrivere la risposta sopra questa riga --',
  nl: '-- schrijf uw antwoord boven deze regel --',
  pl: '-- proszę odpowiedzieć powyżej tej linii --',
};

const longestLine = 300;
const known = Object.values(markerLines).map(bare);

/** The marker line in a language, English where there is none. */
export function markerLine(language: string | null): string {
  return markerLines[language ?? 'en'] ?? markerLines.en ?? '';
}

/** True for a line that holds one of our markers, also quoted, indented, or with its hyphens turned to dashes on the way. */
export function isMarkerLine(line: string): boolean {
  if (line.length > longestLine) return false;
  const text = bare(line);
  return text.length > 10 && known.some((marker) => text.includes(marker));
}

function bare(line: string): string {
  return line
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}
