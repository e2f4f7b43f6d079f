import { z } from 'zod';
import { parseInput } from '../input.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { keptName, keptText } from './macros.rules.ts';
import { type SavedKept, saveKept } from './save-kept.ts';
import { readVariables } from './template-text.rules.ts';

const schema = z.strictObject({ name: keptName, category: z.string().trim().max(60).default(''), content: keptText, shared: z.boolean() });

export type WantedQuickReply = { name: string; category?: string; content: string; shared: boolean };

/**
 * Saves a quick reply of the person of this unit, or replaces theirs of that name. Throws `invalid_input` that names a variable that does not exist, and
 * `conflict` when it is not at `seenVersion` any more.
 */
export async function saveQuickReply(
  uow: TenantUnitOfWork,
  wanted: WantedQuickReply,
  seenVersion: number | null = null,
): Promise<SavedKept> {
  const reply = parseInput(schema, wanted);
  readVariables(reply.content);
  return saveKept(uow, 'quick_replies', { ...reply }, seenVersion);
}
