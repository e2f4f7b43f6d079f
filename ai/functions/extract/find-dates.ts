import * as de from 'chrono-node/de';
import { GB } from 'chrono-node/en';
import * as es from 'chrono-node/es';
import * as fr from 'chrono-node/fr';
import * as it from 'chrono-node/it';
import * as ja from 'chrono-node/ja';
import * as nl from 'chrono-node/nl';
import * as pt from 'chrono-node/pt';
import * as ru from 'chrono-node/ru';
import * as zh from 'chrono-node/zh';
import { localDate } from '../../../domain/calendars/local-date.rules.ts';
import { type FoundDate, readOwnDates, type WallDay } from './own-dates.rules.ts';

type Parser = {
  parse(
    text: string,
    reference: { instant: Date; timezone: number },
    option: { forwardDate: boolean },
  ): {
    index: number;
    text: string;
    start: { get(part: 'year' | 'month' | 'day'): number | null; isCertain(part: 'day' | 'weekday'): boolean };
  }[];
};

const parsers: Readonly<Record<string, Parser>> = {
  en: GB,
  de: de.casual,
  fr: fr.casual,
  es: es.casual,
  it: it.casual,
  nl: nl.casual,
  pt: pt.casual,
  ru: ru.casual,
  ja: ja.casual,
  zh: zh.hans.casual,
};

/** What the library takes for a day and is none: a bare figure, a length (“3 m” is no time), a whole week or month. */
const noDay =
  /^(?:\d+(?:[.,]\d+)?(?:\s?(?:m|h|s|km|cm|mm))?|(?:in |for |by |during )?(?:the )?(?:next|this|last|coming) (?:week|month|year)|(?:diese|nächste|kommende|letzte)[nrms]? (?:woche|monat|jahr)|(?:la )?(?:semaine|année) (?:prochaine|dernière)|(?:le )?mois (?:prochain|dernier)|(?:la )?(?:próxima|pasada) semana|(?:el )?próximo (?:mes|año)|(?:la )?(?:prossima settimana|settimana prossima)|(?:volgende|deze) (?:week|maand|jaar))$/iu;

/**
 * The days a text names, each with its place, from the day it was written on: a day without a year is the next one (`ai.md` B.2). Only what names a day counts: a month
 * or a time alone is none. Where a parser of ours and the library's overlap the longer one stands.
 */
export function findDates(text: string, language: string | null, written: { at: Date; timeZone: string }): FoundDate[] {
  const today = wallDay(written.at, written.timeZone);
  const reference = { instant: written.at, timezone: offsetMinutes(written.at, written.timeZone) };
  const found = (parsers[language ?? 'en'] === undefined ? [] : [parsers[language ?? 'en'] as Parser]).flatMap((parser) =>
    parser.parse(text, reference, { forwardDate: true }).flatMap(({ index, text: words, start }): FoundDate[] => {
      const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
      const named = start.isCertain('day') || start.isCertain('weekday');
      if (!named || noDay.test(words.trim()) || year === null || month === null || day === null) return [];
      return [{ from: index, to: index + words.length, date: isoDay({ year, month, day }) }];
    }),
  );
  const own = readOwnDates(text, language ?? 'en', today);
  const all = [...own, ...found].sort((one, other) => other.to - other.from - (one.to - one.from));
  const kept: FoundDate[] = [];
  for (const one of all) if (!kept.some((other) => one.from < other.to && other.from < one.to)) kept.push(one);
  return kept.sort((one, other) => one.from - other.from);
}

function isoDay({ year, month, day }: WallDay): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function wallDay(at: Date, timeZone: string): WallDay {
  const [year, month, day] = localDate(at, timeZone).split('-').map(Number);
  return { year: year as number, month: month as number, day: day as number };
}

function offsetMinutes(at: Date, timeZone: string): number {
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? '') ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
