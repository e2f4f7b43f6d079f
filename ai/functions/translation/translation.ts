import { z } from 'zod';
import type { TranslationData } from '../../../domain/ai-runs/results.types.ts';
import { AppError } from '../../../domain/errors.ts';
import type { TicketMessageId } from '../../../domain/ids.types.ts';
import { visibleText } from '../../../domain/suspicions/hidden-characters.rules.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { loadSingleMessage } from '../../../domain/tickets/load-single-message.ts';
import { isSpamError } from '../../../domain/tickets/unread-ticket.rules.ts';
import { plainText } from '../../neutralise/plain-text.rules.ts';
import type { AiFunction, FunctionJob } from '../ai-function.types.ts';
import { languageName } from '../conversation/conversation-text.rules.ts';
import { offeredLanguages } from '../draft/draft-phrases.rules.ts';
import { protect, restore } from './placeholders.rules.ts';
import { tellLanguage } from './tell-language.ts';

const schema = z.strictObject({ from: z.string().nullable(), text: z.string() });

const mostChars = 20_000;

/** The text as it is, who wrote it where, and the text with signs for what is never translated. */
export type TranslationMaterial = {
  original: string;
  signed: string;
  kept: string[];
  to: string;
  messageId: TicketMessageId | null;
  number: string | null;
  ordinal: number | null;
};

/**
 * One text in another of the ten languages (`domain.md` 3.17): a public message, or what a member of staff wrote. Numbers, codes, amounts, addresses and links are taken
 * out before and put back by code after it; a translation that lost, doubled or made up one is thrown away. In the translation of a message no link opens
 * (`hxxps://evil[.]example`), in that of what staff wrote they stay. The original stays as it is. Without a model nothing is translated, and the result says so.
 */
export const translation: AiFunction<TranslationMaterial, z.infer<typeof schema>, TranslationData> = {
  feature: 'translation',
  promptKind: 'translation',
  schema,
  load: loadTranslationMaterial,
  variables: ({ to, signed }) => ({ language: languageName(to), text: signed }),
  interpret(material, output) {
    const clean = plainText(output.text, mostChars * 3).trim();
    const whole = clean === '' ? null : restore(clean, material.kept);
    if (whole === null)
      return { kind: 'invalid', reason: 'a number, code, amount, address or link of the text was lost, doubled or made up' };
    // A stranger's links must not open out of a text that a model set around them; what staff wrote is theirs to send, links and all.
    const text = material.messageId === null ? whole : plainText(whole, mostChars * 3);
    const from = /^[a-z]{2}$/.test(output.from ?? '') ? output.from : tellLanguage(material.original);
    return { kind: 'ok', data: { ...dataOf(material), from, text, translated: true } };
  },
  async keyless(_uow, material) {
    const from = tellLanguage(material.original);
    const reason =
      from === material.to
        ? `The text is in ${languageName(material.to)} already.`
        : `Translating needs a model, and none could be used. The text below is the original${from === null ? '' : `, in ${languageName(from)}`}.`;
    return {
      source: 'rules',
      confidence: null,
      reasons: [reason],
      data: { ...dataOf(material), from, text: material.original, translated: false },
    };
  },
};

function dataOf({ original, to, messageId, number, ordinal }: TranslationMaterial): Omit<TranslationData, 'from' | 'text' | 'translated'> {
  return { to, original, messageId, number, ordinal };
}

async function loadTranslationMaterial(uow: TenantUnitOfWork, job: FunctionJob): Promise<TranslationMaterial> {
  const to = offeredLanguages.find((language) => language === job.input.language);
  if (to === undefined)
    throw new AppError('conflict', {
      message: 'language not offered',
      userMessage: `Deskhand translates into: ${offeredLanguages.map((code) => `${languageName(code)} (${code})`).join(', ')}.`,
    });
  const asked = job.input.asked;
  const found =
    asked === undefined ? await messageOf(uow, job) : { text: asked, messageId: null, ordinal: null, number: await numberOf(uow, job) };
  const original = visibleText(found.text).slice(0, mostChars).toWellFormed();
  if (!/\p{L}/u.test(original)) throw new AppError('conflict', { message: 'no text', userMessage: 'There is no text to translate.' });
  const { text: signed, kept } = protect(original);
  return { original, signed, kept, to, messageId: found.messageId, number: found.number, ordinal: found.ordinal };
}

async function messageOf(
  uow: TenantUnitOfWork,
  job: FunctionJob,
): Promise<{ text: string } & Pick<TranslationData, 'messageId' | 'ordinal' | 'number'>> {
  if (job.ticketId === null) throw new AppError('conflict', { message: 'no text', userMessage: 'There is no text to translate.' });
  const { ticket, message } = await loadSingleMessage(uow, job.ticketId, job.messageId);
  return { text: message.text, messageId: message.id, ordinal: message.ordinal, number: ticket.number };
}

async function numberOf(uow: TenantUnitOfWork, job: FunctionJob): Promise<string | null> {
  if (job.ticketId === null) return null;
  const [row] = await sqlRows<{ number: string; isSpam: boolean }>(uow, 'select number, is_spam as "isSpam" from tickets where id = ?', [
    job.ticketId,
  ]);
  if (row?.isSpam === true) throw isSpamError(row.number);
  return row?.number ?? null;
}
