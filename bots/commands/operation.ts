import type { z } from 'zod';
import type { AiDoor } from '../../domain/ai-runs/ai-door.types.ts';
import { AppError } from '../../domain/errors.ts';
import type { StaffUserId } from '../../domain/ids.types.ts';
import type { Permission, Role } from '../../domain/people/permissions.rules.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import type { ReplyKeys } from '../../domain/tickets/reply-address.rules.ts';
import type { Card } from '../cards/card.types.ts';
import type { HelpEntry } from '../cards/help-card.ts';
import type { Reader } from '../cards/when.rules.ts';
import type { Downloadable } from './person.types.ts';

/** The asker as the database knows them in this unit. */
export type Asker = { userId: StaffUserId; name: string; role: Role; timeZone: string };

/** What an operation works with: one authorised unit of work of one person. */
export type OperationContext = {
  uow: TenantUnitOfWork;
  asker: Asker;
  reader: Reader;
  replyKeys: ReplyKeys;
  fileLink: ((file: Downloadable) => string) | null;
  /** The AI; null where this process has none. */
  ai: AiDoor | null;
  /** The commands this person may use. */
  help: HelpEntry[];
  /** The operation of a name, for those that carry out another one; rights are theirs to check. */
  operationOf(name: string): Operation | null;
};

/** What an operation does and how it is said; name, permission and effect stand in `operation-table.ts`. */
export type Deed = {
  summary: string;
  /** Each is a command that the grammar reads as a call of this operation. */
  examples: readonly string[];
  schema: z.ZodObject;
  /** Validates the arguments, then acts. Throws `invalid_input` naming what is wrong with them. */
  run(ctx: OperationContext, args: unknown): Promise<Card>;
};

/** `read` looks; `write` changes something at once; `confirm` prepares something and shows it, and a further press does it. */
export type Effect = 'read' | 'write' | 'confirm';

export type Operation = Deed & { name: string; permission: Permission; effect: Effect };

/** A deed over its own arguments. */
export function defineDeed<Schema extends z.ZodObject>(deed: {
  summary: string;
  examples: readonly string[];
  schema: Schema;
  run(ctx: OperationContext, args: z.output<Schema>): Promise<Card>;
}): Deed {
  return { ...deed, run: (ctx, args) => deed.run(ctx, readArguments(deed.schema, args)) };
}

function readArguments<Schema extends z.ZodObject>(schema: Schema, args: unknown): z.output<Schema> {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(' ') || 'the command'} ${issue.message}`.trim());
  throw new AppError('invalid_input', {
    message: `arguments refused: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`,
    userMessage: `Nothing was done: ${problems.slice(0, 5).join('; ')}.`,
  });
}
