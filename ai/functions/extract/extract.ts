import { z } from 'zod';
import type { ExtractData } from '../../../domain/ai-runs/results.types.ts';
import { AppError } from '../../../domain/errors.ts';
import { visibleText } from '../../../domain/suspicions/hidden-characters.rules.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { loadSingleMessage, type SingleMessage } from '../../../domain/tickets/load-single-message.ts';
import { type Sentence, sentencesOf } from '../../keyless/sentences.rules.ts';
import { plainText } from '../../neutralise/plain-text.rules.ts';
import type { AiFunction, FunctionJob } from '../ai-function.types.ts';
import { evidenceOf } from '../conversation/read-refs.rules.ts';
import { tellLanguage } from '../translation/tell-language.ts';
import { findAddresses } from './find-addresses.rules.ts';
import { findDates } from './find-dates.ts';
import { findItems, readItem } from './find-items.rules.ts';
import { placeOf } from './place-of.rules.ts';
import { orderCue } from './quantity-words.rules.ts';

const found = z.array(z.strictObject({ ref: z.string(), words: z.string() }));
const schema = z.strictObject({ items: found, dates: found, addresses: found });
type Output = z.infer<typeof schema>;

const mostChars = 20_000;
const mostItems = 100;
const mostOther = 30;

/** One message with its sentences, and the names of its files. */
export type ExtractMaterial = {
  number: string;
  subject: string;
  message: SingleMessage['message'];
  sentences: Sentence[];
  language: string | null;
  written: { at: Date; timeZone: string };
  unreadFiles: string[];
};

/**
 * What one message wants, by when and where (`ai.md` B.3): places in its text, which code reads again; what it cannot read again is dropped. Quantities, units and days
 * are what the code read there, and prices are never taken. Everything is unconfirmed until a person says so.
 */
export const extract: AiFunction<ExtractMaterial, Output, ExtractData> = {
  feature: 'extract',
  promptKind: 'extraction',
  schema,
  load: loadExtractMaterial,
  variables: ({ subject, message, sentences }) => ({
    subject: visibleText(subject),
    message: sentences
      .map(({ from, to }, index) => `[m1.s${index + 1}] ${visibleText(message.text.slice(from, to)).replace(/\s+/g, ' ').trim()}`)
      .join('\n'),
  }),
  interpret: (material, output) => ({ kind: 'ok', data: readAgain(material, output) }),
  async keyless(_uow, material) {
    const data = byRules(material);
    const count = data.items.length + data.dates.length + data.addresses.length;
    const reasons = [
      count === 0 ? 'The rules found no quantities, days or addresses.' : 'Quantities with units, days and postal codes, by rules.',
    ];
    return { source: 'rules', confidence: null, reasons, data };
  },
};

async function loadExtractMaterial(uow: TenantUnitOfWork, job: FunctionJob): Promise<ExtractMaterial> {
  if (job.ticketId === null)
    throw new AppError('conflict', {
      message: 'no ticket',
      userMessage: 'This can only be done for a ticket. Name one, for example: extract 1.',
    });
  const { ticket, message } = await loadSingleMessage(uow, job.ticketId, job.messageId);
  const text = message.text.slice(0, mostChars).toWellFormed();
  const [row] = await sqlRows<{ at: string; timeZone: string }>(
    uow,
    'select m.created_at as at, t.time_zone as "timeZone" from ticket_messages m join tenants t on t.id = m.tenant_id where m.id = ?',
    [message.id],
  );
  const files = await sqlRows<{ filename: string }>(
    uow,
    'select filename from attachments where message_id = ? and not inline order by created_at, id limit 20',
    [message.id],
  );
  return {
    number: ticket.number,
    subject: ticket.subject,
    message: { ...message, text },
    sentences: sentencesOf(text),
    language: tellLanguage(text) ?? ticket.language,
    written: { at: new Date(row?.at ?? uow.now), timeZone: row?.timeZone ?? 'UTC' },
    unreadFiles: files.map(({ filename }) => filename),
  };
}

function readAgain(material: ExtractMaterial, output: Output): ExtractData {
  const places = (said: Output['items'], most: number): Sentence[] =>
    unlapped(
      said
        .slice(0, most * 2)
        .flatMap((one) => placeOf(material.message.text, material.sentences, one) ?? [])
        .slice(0, most),
    );
  const { message } = material;
  const cut = ({ from, to }: Sentence): string => message.text.slice(from, to);
  return {
    ...emptyData(material),
    items: places(output.items, mostItems).flatMap((place) => {
      const read = readItem(cut(place)) ?? { description: withoutPrices(cut(place)), quantity: null, unit: null };
      return neutral({ evidence: evidenceOf(message, place), ...read });
    }),
    dates: places(output.dates, mostOther).flatMap((place) => {
      const [first] = findDates(cut(place), material.language, material.written);
      return first === undefined ? [] : [{ evidence: evidenceOf(message, place), date: first.date }];
    }),
    addresses: places(output.addresses, mostOther).flatMap((place) => {
      const isOne = findAddresses(cut(place)).length > 0;
      return isOne ? [{ evidence: evidenceOf(message, place), text: oneLine(cut(place)) }] : [];
    }),
  };
}

/** None where nothing is left to say. */
function neutral<Item extends { description: string }>(item: Item): Item[] {
  const description = oneLine(item.description);
  return description === '' ? [] : [{ ...item, description }];
}

function byRules(material: ExtractMaterial): ExtractData {
  const { message, sentences, language, written } = material;
  const isWanted = orderCue.test(`${material.subject}\n${message.text}`);
  const addresses = findAddresses(message.text).slice(0, mostOther);
  const outside = ({ from, to }: Sentence): boolean => !addresses.some((place) => from < place.to && place.from < to);
  const dates = sentences.flatMap((sentence) =>
    findDates(message.text.slice(sentence.from, sentence.to), language, written).map((one) => shifted(one, sentence.from)),
  );
  const free = (place: Sentence): boolean => outside(place) && !dates.some((date) => place.from < date.to && date.from < place.to);
  const items = sentences.flatMap((sentence) =>
    findItems(message.text.slice(sentence.from, sentence.to), isWanted).map((one) => shifted(one, sentence.from)),
  );
  return {
    ...emptyData(material),
    items: items
      .filter(free)
      .slice(0, mostItems)
      .flatMap(({ from, to, ...read }) => neutral({ evidence: evidenceOf(message, { from, to }), ...read })),
    dates: dates
      .filter(outside)
      .slice(0, mostOther)
      .map((one) => ({ evidence: evidenceOf(message, one), date: one.date })),
    addresses: addresses.map((one) => ({ evidence: evidenceOf(message, one), text: oneLine(message.text.slice(one.from, one.to)) })),
  };
}

function shifted<Place extends Sentence>(place: Place, by: number): Place {
  return { ...place, from: place.from + by, to: place.to + by };
}

function emptyData({ number, unreadFiles, message }: ExtractMaterial): ExtractData {
  return {
    number,
    items: [],
    dates: [],
    addresses: [],
    unreadFiles,
    cited: [{ id: message.id, ordinal: message.ordinal, by: 'customer' }],
  };
}

function unlapped(places: Sentence[]): Sentence[] {
  const kept: Sentence[] = [];
  for (const one of places) if (!kept.some((other) => one.from < other.to && other.from < one.to)) kept.push(one);
  return kept;
}

function withoutPrices(text: string): string {
  return oneLine(text.replace(/[€£$¥]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[€£$¥]|(?:EUR|GBP|USD|CHF|PLN)\b)/g, ' '));
}

/** A stranger's words in a field of ours: without markup, and no link in them opens. The quotation beside it is as they wrote it. */
function oneLine(text: string): string {
  return plainText(text, 300).replace(/\s+/g, ' ').trim();
}
