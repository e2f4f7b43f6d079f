/** A day somebody named: offsets in UTF-16 units, `date` as ISO 8601. */
export type FoundDate = { from: number; to: number; date: string };
/** A day on the wall; months from 1. */
export type WallDay = { year: number; month: number; day: number };

const monthWords: Readonly<Record<string, string>> = {
  en: 'jan feb mar apr may jun jul aug sep oct nov dec',
  de: 'jan feb mär apr mai jun jul aug sep okt nov dez',
  pl: 'sty lut mar kwi maj cze lip sie wrz paź lis gru',
};
// In other cases of the word another letter follows: “maja”, “czerwca”.
const polishMonths = '(?:stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia)';
const englishMonths =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)';

/** What the library does not read. `day`, `month` and `year` are names of groups. */
const patterns: Readonly<Record<string, readonly RegExp[]>> = {
  en: [
    new RegExp(String.raw`\b(?<month>${englishMonths})\.? the (?<day>\d{1,2})(?:st|nd|rd|th)\b(?:,? (?<year>\d{4}))?`, 'giu'),
    new RegExp(String.raw`\bthe (?<day>\d{1,2})(?:st|nd|rd|th)\b(?: of (?<month>${englishMonths})\b)?(?:,? (?<year>\d{4}))?`, 'giu'),
  ],
  de: [
    /(?<=\b(?:am|zum|ab|bis|vom|spätestens|den|der)\s(?:zum\s|spätestens\s)?)(?<day>\d{1,2})\.\s?(?<monthNumber>\d{1,2})\.(?!\s?\d)/giu,
    /(?<=\b(?:am|zum|ab|bis|vom)\s(?:zum\s)?)(?<day>\d{1,2})\.(?!\s?\d|\s?\p{L}{3,}|\d)/giu,
  ],
  pl: [
    new RegExp(String.raw`\b(?<day>\d{1,2})(?:-go|\.)? (?<month>${polishMonths})(?: (?<year>\d{4}))?`, 'giu'),
    /\b(?<day>\d{1,2})\.(?<monthNumber>\d{1,2})\.(?<year>\d{4})\b/gu,
    /(?<=\b(?:do|na|dnia) )(?<day>\d{1,2})-go\b/giu,
  ],
};

/** “May the 5th”, “the 15th”, “am 15.”, “5 maja”, “do 15-go”: a day without a month or a year is the next such day from `today` on. */
export function readOwnDates(text: string, language: string, today: WallDay): FoundDate[] {
  const named = (patterns[language] ?? []).flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match): FoundDate[] => {
      const { day, month, monthNumber, year } = match.groups as Record<string, string | undefined>;
      const wanted = {
        day: Number(day),
        month: monthNumber === undefined ? monthOf(month, language) : Number(monthNumber),
        year: year === undefined ? null : Number(year),
      };
      const date = nextDay(wanted, today);
      return date === null ? [] : [{ from: match.index, to: match.index + match[0].length, date }];
    }),
  );
  return [...named, ...(language === 'pl' ? polishDays(text, today) : [])];
}

const polishWeekdays = ['niedziel', 'poniedzia', 'wtor', 'śro', 'czwart', 'piąt', 'sobot'];
const polishDay =
  /(?<!\p{L})(?:w |we )?(?:(?:przyszł|najbliższ)\p{L}+ )?(?<word>(?:niedziel|poniedzia|wtor|śro[dę]|czwart|piąt|sobot)\p{L}*|jutro|pojutrze)(?!\p{L})/giu;

/** “Jutro”, “do przyszłego wtorku”: the library reads no Polish. A weekday is the next one behind today. */
function polishDays(text: string, today: WallDay): FoundDate[] {
  return [...text.matchAll(polishDay)].map((match) => {
    const word = (match.groups?.word ?? '').toLowerCase();
    const start = new Date(Date.UTC(today.year, today.month - 1, today.day));
    const wanted = polishWeekdays.findIndex((stem) => word.startsWith(stem));
    const ahead = wanted === -1 ? (word === 'jutro' ? 1 : 2) : ((wanted - start.getUTCDay() + 6) % 7) + 1;
    const date = new Date(start.getTime() + ahead * 86_400_000).toISOString().slice(0, 10);
    return { from: match.index, to: match.index + match[0].length, date };
  });
}

function monthOf(word: string | undefined, language: string): number | null {
  if (word === undefined) return null;
  const index = (monthWords[language] ?? '').split(' ').indexOf(word.toLowerCase().slice(0, 3));
  return index === -1 ? null : index + 1;
}

function nextDay(wanted: { day: number; month: number | null; year: number | null }, today: WallDay): string | null {
  if (wanted.year !== null) return isoOf(wanted.year, wanted.month ?? today.month, wanted.day);
  const from = today.year * 10_000 + today.month * 100 + today.day;
  const months = Array.from({ length: 24 }, (_, ahead) => ({
    year: today.year + Math.floor((today.month - 1 + ahead) / 12),
    month: ((today.month - 1 + ahead) % 12) + 1,
  }));
  for (const { year, month } of months) {
    const date = (wanted.month ?? month) === month ? isoOf(year, month, wanted.day) : null;
    if (date !== null && Number(date.replaceAll('-', '')) >= from) return date;
  }
  return null;
}

function isoOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && day >= 1 ? date.toISOString().slice(0, 10) : null;
}
