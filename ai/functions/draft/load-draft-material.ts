import { AppError } from '../../../domain/errors.ts';
import type { CustomerId } from '../../../domain/ids.types.ts';
import { findSuspicions } from '../../../domain/suspicions/suspicion.rules.ts';
import { listMarks, sqlRows } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { loadPublicConversation } from '../../../domain/tickets/load-public-conversation.ts';
import { sentencesOf } from '../../keyless/sentences.rules.ts';
import type { FunctionJob } from '../ai-function.types.ts';
import type { MaterialMessage } from '../conversation/ticket-material.types.ts';
import { loadArticles } from '../support/load-articles.ts';
import type { OwnRecord } from '../support/material.types.ts';
import type { DraftMaterial } from './draft-material.types.ts';
import { draftLanguage } from './draft-phrases.rules.ts';

const mostMessages = 6;
const mostChars = 8_000;
const mostArticles = 3;
const mostRecords = 10;
const openStates = ['open', 'in_progress', 'waiting_customer'];

/** Throws `not_found`, and `conflict` for spam or where no customer wrote anything in public. */
export async function loadDraftMaterial(uow: TenantUnitOfWork, job: FunctionJob): Promise<DraftMaterial> {
  if (job.ticketId === null) throw nothingToAnswer('This');
  const { ticket, messages } = await loadPublicConversation(uow, job.ticketId, { messages: mostMessages, textChars: mostChars });
  // What we acknowledge by a fixed text, and what went to a supplier, is no part of the talk with the customer.
  const told = messages.filter(({ kind }) => kind !== 'acknowledgement' && kind !== 'forward').slice(-mostMessages);
  if (!told.some(({ by }) => by === 'customer')) throw nothingToAnswer(ticket.number);
  const facts = await factsOf(uow, job);
  const labelled = told.map(
    (message, index): MaterialMessage => ({ ...message, label: `m${index + 1}`, sentences: sentencesOf(message.text) }),
  );
  return {
    ticket,
    company: facts.company,
    name: facts.name,
    language: draftLanguage(job.input.language, ticket.language, facts.language),
    timeZone: facts.timeZone,
    wish: job.input.asked ?? '',
    messages: labelled,
    records: facts.customerId === null ? [] : await ownRecords(uow, facts.customerId, ticket.number),
    articles: await loadArticles(uow, { ticketId: ticket.id, limit: mostArticles, audience: 'public' }),
    badged: labelled.some(({ by, text }) => by !== 'staff' && findSuspicions(text).length > 0),
  };
}

type Facts = { company: string; name: string | null; language: string; timeZone: string; customerId: CustomerId | null };

async function factsOf(uow: TenantUnitOfWork, job: FunctionJob): Promise<Facts> {
  const [row] = await sqlRows<Facts>(
    uow,
    `select t.name as company, t.language, t.time_zone as "timeZone", (select k.customer_id from tickets k where k.id = ?) as "customerId",
       (select m.author->>'name' from ticket_messages m where m.ticket_id = ? and m.is_public and m.author->>'kind' = 'contact'
        order by m.created_at desc, m.id desc limit 1) as name
     from tenants t`,
    [job.ticketId, job.ticketId],
  );
  return row as Facts;
}

/** Open tickets of the same customer that have a public message: number, subject and state, as the customer may know them. */
async function ownRecords(uow: TenantUnitOfWork, customerId: CustomerId, except: string): Promise<OwnRecord[]> {
  const rows = await sqlRows<{ number: string; subject: string; status: string }>(
    uow,
    `select t.number, t.subject, t.status from tickets t
     where t.customer_id = ? and t.number <> ? and not t.is_spam and t.merged_into_id is null and t.status in (${listMarks(openStates)})
       and exists (select 1 from ticket_messages m where m.ticket_id = t.id and m.is_public and m.author->>'kind' = 'contact')
     order by t.created_at desc, t.id desc limit ?`,
    [customerId, except, ...openStates, mostRecords],
  );
  return rows.map(({ number, subject, status }, index) => {
    const state = `(${status.replaceAll('_', ' ')})`;
    return {
      label: `r${index + 1}`,
      number,
      text: `${number}: ${subject.replace(/\s+/g, ' ').trim().slice(0, 150)} ${state}`,
      ours: `${number} ${state}`,
    };
  });
}

function nothingToAnswer(number: string): AppError {
  return new AppError('conflict', {
    message: 'no customer message to answer',
    userMessage: `${number} has no message of a customer that could be answered. Internal notes are not read for this. To write first, use: write jane@acme.example subject "…" text`,
  });
}
