import { defineEntity, p } from '@mikro-orm/core';
import type { ApiStyle } from '../ai-providers/ai-providers.types.ts';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { AiCallId, AiJobId, AiProviderId, PromptVersionId, StaffUserId, TicketId, TicketMessageId } from '../ids.types.ts';
import type { AiFeature, AiOutcome, AiResult, AiSource, CallBasis, JobInput, JobState } from './ai-runs.types.ts';

/** A company's choices about the AI. */
export const AiSettingsRow = defineEntity({
  name: 'AiSettingsRow',
  tableName: 'ai_settings',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    autoTriage: p.boolean().default(true),
    autoAnalysis: p.boolean().default(true),
    redact: p.boolean().default(false),
    /** how long what was sent to and came from a model is kept */
    keepDays: p.smallint().default(30),
    /** the share of wrong automatic answers the company accepts */
    mostWrong: p.double().default(0.03),
    updatedAt: p.datetime(),
  },
});

/** A piece of work for the AI, from asking to its result. While it runs, `dueAt` is the end of its lease. */
export const AiJob = defineEntity({
  name: 'AiJob',
  tableName: 'ai_jobs',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<AiJobId>().primary(),
    /** the end of the id, by which people name a job; a column of its own because row security lets no index answer for an expression */
    ref: p.text().generated('(right(id::text, 8)) stored'),
    shard: p.smallint(),
    feature: p.text().$type<AiFeature>(),
    dedupeKey: p.text(),
    ticketId: p.uuid().$type<TicketId>().nullable(),
    messageId: p.uuid().$type<TicketMessageId>().nullable(),
    input: p.json().$type<JobInput>(),
    state: p.text().$type<JobState>().default('queued'),
    dueAt: p.datetime(),
    takenAt: p.datetime().nullable(),
    lease: p.text().nullable(),
    attempts: p.integer().default(0),
    progress: p.text().default(''),
    askedBy: p.uuid().$type<StaffUserId>().nullable(),
    result: p.json().$type<AiResult>().nullable(),
    source: p.text().$type<AiSource>().nullable(),
    failure: p.text().nullable(),
    createdAt: p.datetime(),
    startedAt: p.datetime().nullable(),
    settledAt: p.datetime().nullable(),
    cancelledBy: p.uuid().$type<StaffUserId>().nullable(),
  },
});

/** One request to a model: reserved before it is sent, settled once; `lost` when its worker died before it could say how it ended. */
export const AiCall = defineEntity({
  name: 'AiCall',
  tableName: 'ai_calls',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<AiCallId>().primary(),
    jobId: p.uuid().$type<AiJobId>().nullable(),
    feature: p.text().$type<AiFeature>(),
    attempt: p.integer(),
    /** 1, and 2 when the same attempt had to ask once more (a parameter learned, broken JSON repaired) */
    try: p.smallint(),
    ticketId: p.uuid().$type<TicketId>().nullable(),
    promptVersionId: p.uuid().$type<PromptVersionId>().nullable(),
    promptArm: p.text().nullable(),
    providerId: p.uuid().$type<AiProviderId>().nullable(),
    providerName: p.text(),
    style: p.text().$type<ApiStyle>().nullable(),
    modelAsked: p.text(),
    modelServed: p.text().nullable(),
    parameters: p.json().$type<Record<string, unknown>>(),
    /** SHA-256 of the request body as it was sent */
    inputHash: p.text(),
    outputHash: p.text().nullable(),
    state: p.text().$type<'reserved' | 'settled' | 'lost'>().default('reserved'),
    outcome: p.text().$type<AiOutcome>().nullable(),
    reason: p.text().nullable(),
    inputTokens: p.integer().nullable(),
    cachedTokens: p.integer().nullable(),
    outputTokens: p.integer().nullable(),
    reasoningTokens: p.integer().nullable(),
    reservedMicros: p.bigint().$type<number>(),
    costMicros: p.bigint().$type<number>().nullable(),
    latencyMs: p.integer().nullable(),
    requestId: p.text().nullable(),
    day: p.date(),
    startedAt: p.datetime(),
    settledAt: p.datetime().nullable(),
  },
});

/** The request byte for byte and the answer; apart from the receipt, and gone after the company's own time. */
export const AiCallContent = defineEntity({
  name: 'AiCallContent',
  tableName: 'ai_call_contents',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    callId: p.uuid().$type<AiCallId>().primary(),
    /** what the request was made from besides the prompt version: a replay makes it anew; `json` keeps the order of its keys, as `jsonb` would not */
    basis: p.json().$type<CallBasis>().columnType('json'),
    request: p.text(),
    response: p.text().nullable(),
    expiresAt: p.datetime(),
  },
});

/** What may be spent a day: on one feature, or on `all` together. */
export const AiBudget = defineEntity({
  name: 'AiBudget',
  tableName: 'ai_budgets',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    feature: p.text().$type<AiFeature | 'all'>().primary(),
    dailyMicros: p.bigint().$type<number>(),
    updatedAt: p.datetime(),
  },
});

/** What a day (in the company's zone) has cost a feature, and what calls under way may still cost. */
export const AiSpend = defineEntity({
  name: 'AiSpend',
  tableName: 'ai_spend',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    day: p.date().primary(),
    feature: p.text().$type<AiFeature>().primary(),
    reservedMicros: p.bigint().$type<number>().default(0),
    spentMicros: p.bigint().$type<number>().default(0),
    calls: p.integer().default(0),
    inputTokens: p.bigint().$type<number>().default(0),
    outputTokens: p.bigint().$type<number>().default(0),
    /** calls that were not made because the day was spent */
    refused: p.integer().default(0),
  },
});

/** What a person thought of a result; the last word counts. */
export const AiFeedback = defineEntity({
  name: 'AiFeedback',
  tableName: 'ai_feedback',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    jobId: p.uuid().$type<AiJobId>().primary(),
    userId: p.uuid().$type<StaffUserId>().primary(),
    vote: p.text().$type<'helpful' | 'unhelpful'>(),
    note: p.text().default(''),
    votedAt: p.datetime(),
  },
});
