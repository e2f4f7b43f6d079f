import { z } from 'zod';
import { AppError } from '../errors.ts';
import { newId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import { insertPart } from '../tenancy/sql-part.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { tagList } from '../tickets/tag.rules.ts';
import { type TicketPriority, type TicketType, ticketPriorities, ticketTypes } from '../tickets/tickets.types.ts';
import { keptName } from './macros.rules.ts';
import type { SavedKept } from './save-kept.ts';
import { readVariables } from './template-text.rules.ts';

const schema = z.strictObject({
  name: keptName,
  category: z.string().trim().max(60).default(''),
  subject: keptName,
  description: z.string().max(20_000).default(''),
  nextAction: z.string().trim().min(1).max(500).nullable().default(null),
  tags: tagList.default([]),
  priority: z.enum(ticketPriorities).nullable().default(null),
  type: z.enum(ticketTypes).nullable().default(null),
});

/** A template as a person wants it; what is left out is empty. */
export type WantedTemplate = {
  name: string;
  subject: string;
  category?: string;
  description?: string;
  nextAction?: string | null;
  tags?: string[];
  priority?: TicketPriority | null;
  type?: TicketType | null;
};

/**
 * Saves a template that tickets are opened from, or replaces the one of that name and makes it active again. Throws `invalid_input` that names what is wrong,
 * also a variable that is not there before a ticket has its number, and `conflict` when it is not at `seenVersion` any more.
 */
export async function saveTicketTemplate(
  uow: TenantUnitOfWork,
  wanted: WantedTemplate,
  seenVersion: number | null = null,
): Promise<SavedKept> {
  const { nextAction, ...template } = parseInput(schema, wanted);
  for (const text of [template.subject, template.description, nextAction ?? '']) assertVariables(text, text === template.subject);
  const [there] = await sqlRows<{ version: number }>(uow, 'select version from ticket_templates where lower(name) = lower(?) for update', [
    template.name,
  ]);
  if (seenVersion !== null && there !== undefined && there.version !== seenVersion) throw changed(template.name);
  const { sql, params } = insertPart(
    'ticket_templates',
    { tenant_id: uow.tenantId, id: newId<string>(), ...template, next_action: nextAction, created_at: uow.now, updated_at: uow.now },
    `on conflict (tenant_id, lower(name)) do update set name = excluded.name, category = excluded.category, subject = excluded.subject,
       description = excluded.description, next_action = excluded.next_action, tags = excluded.tags, priority = excluded.priority, type = excluded.type,
       active = true, updated_at = excluded.updated_at, version = ticket_templates.version + 1 returning id, version`,
  );
  const [saved] = await sqlRows<{ id: string; version: number }>(uow, sql, params);
  if (saved === undefined) throw new Error('a saved row comes back');
  return { ...saved, name: template.name, replaced: saved.version > 1 };
}

/** A ticket that is not open yet has no number, and its subject is what the template makes of it. */
function assertVariables(text: string, isSubject: boolean): void {
  const early = readVariables(text).find((name) => name === 'ticket.number' || (isSubject && name === 'ticket.subject'));
  if (early === undefined) return;
  throw new AppError('invalid_input', {
    message: 'template names the ticket before it is there',
    userMessage: `{{${early}}} has no value before the ticket is open. Leave it out of the template.`,
  });
}

function changed(name: string): AppError {
  return new AppError('conflict', {
    message: 'template changed meanwhile',
    userMessage: `The template “${name}” was changed after you saw it. Nothing was overwritten: look at it again.`,
  });
}
