import { AppError } from '../../../domain/errors.ts';
import { findSuspicions } from '../../../domain/suspicions/suspicion.rules.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { loadPublicConversation } from '../../../domain/tickets/load-public-conversation.ts';
import type { PublicMessage } from '../../../domain/tickets/public-conversation.types.ts';
import { sentencesOf } from '../../keyless/sentences.rules.ts';
import type { FunctionJob } from '../ai-function.types.ts';
import { languageName, messageText } from './conversation-text.rules.ts';
import { keepWithin } from './keep-within.rules.ts';
import { historyLines, pastActionLines } from './ticket-facts.rules.ts';
import type { MaterialMessage, TicketMaterial } from './ticket-material.types.ts';

const mostMessages = 300;
const mostMessageChars = 12_000;
/** What the conversation may take at most: below the cap of its variable, which would cut off its newest end. */
const mostBytes = 100_000;
/** Instructions, schema and the lists of choices. */
const overheadBytes = 9_000;
const fewestBytes = 2_000;
// Never more bytes to a token in any language that was measured, so never more tokens than the provider takes.
const bytesPerToken = 2.5;

/**
 * The material of every function about one ticket's conversation, within what the default provider takes: the first message and the newest ones stay, what is between
 * them is left out oldest first and said to be. Throws `not_found`, and `conflict` for spam or a ticket without a public message.
 */
export async function loadTicketMaterial(uow: TenantUnitOfWork, job: FunctionJob): Promise<TicketMaterial> {
  if (job.ticketId === null) throw noTicket();
  const { ticket, messages, earlier, changes, past, current } = await loadPublicConversation(uow, job.ticketId, {
    messages: mostMessages,
    textChars: mostMessageChars,
  });
  const { timeZone, language, maxInputTokens } = await readerOf(uow, job);
  const history = historyLines(changes, timeZone);
  const pastActions = pastActionLines(past, timeZone);
  const room =
    (maxInputTokens ?? Number.POSITIVE_INFINITY) * bytesPerToken - overheadBytes - bytes([...history, ...pastActions].join('\n'));
  const kept = withinBudget(messages, Math.max(fewestBytes, Math.min(mostBytes, room)), timeZone);
  const [first, ...others] = kept.messages;
  if (first === undefined) throw noTicket();
  return {
    ticket,
    messages: [first, ...others],
    leftOut: kept.leftOut + earlier,
    history,
    pastActions,
    current,
    badged: kept.messages.some((message) => message.by !== 'staff' && findSuspicions(message.text).length > 0),
    now: uow.now,
    timeZone,
    readerLanguage: languageName(language),
  };
}

function withinBudget(messages: PublicMessage[], budget: number, timeZone: string): { messages: MaterialMessage[]; leftOut: number } {
  const prepared = messages.map((message, i): MaterialMessage => {
    // The first and the newest are always kept: together they stay within the budget.
    const short = shortened(message, Math.floor(budget / 3));
    return { ...short, label: `m${i + 1}`, sentences: sentencesOf(short.text) };
  });
  const { places, leftOut } = keepWithin(
    prepared.map((message) => bytes(messageText(message, timeZone)) + 2),
    budget,
  );
  return { messages: places.map((place) => prepared[place] as MaterialMessage), leftOut };
}

function shortened(message: PublicMessage, mostBytesOfIt: number): PublicMessage {
  const chars = Math.floor((message.text.length * mostBytesOfIt) / Math.max(1, bytes(message.text)));
  if (message.text.length <= chars) return message;
  const text = message.text.slice(0, chars).toWellFormed();
  return { ...message, text, cut: message.cut + message.text.length - chars };
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}

type ReaderRow = { timeZone: string; language: string; maxInputTokens: number | null };

/** Whoever asked reads it; what nobody asked for is written in the company's language. */
async function readerOf(uow: TenantUnitOfWork, job: FunctionJob): Promise<ReaderRow> {
  const [row] = await sqlRows<ReaderRow>(
    uow,
    `select t.time_zone as "timeZone", coalesce((select s.language from staff_users s where s.id = ?::uuid), t.language) as language,
       (select p.max_input_tokens from ai_providers p where p.is_default and p.state = 'active') as "maxInputTokens" from tenants t`,
    [job.askedBy],
  );
  return row ?? { timeZone: 'UTC', language: 'en', maxInputTokens: null };
}

function noTicket(): AppError {
  return new AppError('conflict', {
    message: 'the job names no ticket',
    userMessage: 'This can only be done for a ticket. Name one, for example: analyse 1.',
  });
}
