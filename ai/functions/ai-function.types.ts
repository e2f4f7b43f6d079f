import type { z } from 'zod';
import type { AiFeature, AiResult, ClaimedJob } from '../../domain/ai-runs/ai-runs.types.ts';
import type { PromptKind } from '../../domain/prompts/prompts.types.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';

/** The job's own facts that a function may go by; all else it reads from the rows. */
export type FunctionJob = Pick<ClaimedJob, 'tenantId' | 'id' | 'ticketId' | 'messageId' | 'input' | 'askedBy'>;

/** What code made of a model's answer. `invalid` names the rule it broke (never its text): then the keyless result stands. */
export type Interpreted<Data> = { kind: 'ok'; data: Data } | { kind: 'invalid'; reason: string };

/** What a function finds without a model. */
export type Found<Data> = Pick<AiResult<Data>, 'source' | 'confidence' | 'reasons'> & { data: Data };

/**
 * One typed function of the AI. It has no tools: whatever the model says, only `interpret` reads it, and what comes out is enums, ids of `material`, offsets into
 * `material` that were checked, or capped plain text. `load` reads what the visibility table (`ai.md` B.3) lets it see, and nothing else.
 */
export type AiFunction<Material = unknown, Output = unknown, Data = unknown> = {
  feature: AiFeature;
  promptKind: PromptKind;
  /** strictObject throughout; every property required, `nullable` instead of optional */
  schema: z.ZodType<Output>;
  /** Reads the rows. Throws `not_found` or `conflict` (with a userMessage) when there is nothing to work on: then the job fails with these words. */
  load(uow: TenantUnitOfWork, job: FunctionJob): Promise<Material>;
  /** Values of the prompt's variables, by their declared names. */
  variables(material: Material): Record<string, string>;
  interpret(material: Material, output: Output): Interpreted<Data>;
  /** The result without a model; never throws for what a mail says. */
  keyless(uow: TenantUnitOfWork, material: Material): Promise<Found<Data>>;
  /** What follows from the result inside the unit that settles the job (a badge, a suggestion); never a change a model decided. */
  record?(uow: TenantUnitOfWork, job: FunctionJob, result: AiResult<Data>): Promise<void>;
};

/** All functions, by feature. */
export type AiFunctions = Partial<Record<AiFeature, AiFunction>>;

/** A long piece of work that is no single call: it reports how far it is in a few words and stops at `signal`. Its result settles the job. */
export type AiWork = (job: ClaimedJob, report: (progress: string) => Promise<void>, signal: AbortSignal) => Promise<AiResult>;
