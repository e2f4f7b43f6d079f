import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { PromptVersionId, StaffUserId } from '../ids.types.ts';
import type { CaseResult, PromptKind, PromptParameters, ReleaseScope } from './prompts.types.ts';

/** Written once, never changed: the application role has no right to. */
export const PromptVersion = defineEntity({
  name: 'PromptVersion',
  tableName: 'prompt_versions',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<PromptVersionId>().primary(),
    kind: p.text().$type<PromptKind>(),
    number: p.integer(),
    origin: p.text().$type<'shipped' | 'tenant'>(),
    systemText: p.text(),
    dataText: p.text(),
    parameters: p.json().$type<PromptParameters>(),
    /** SHA-256 over texts and parameters */
    contentHash: p.text(),
    basedOn: p.uuid().$type<PromptVersionId>().nullable(),
    note: p.text().default(''),
    authorId: p.uuid().$type<StaffUserId>().nullable(),
    createdAt: p.datetime(),
  },
});

/** A saved case: values for the variables of a kind, and what a right answer holds. */
export const PromptCase = defineEntity({
  name: 'PromptCase',
  tableName: 'prompt_cases',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    kind: p.text().$type<PromptKind>(),
    name: p.text(),
    variables: p.json().$type<Record<string, string>>(),
    expect: p.json().$type<Record<string, unknown>>().nullable(),
    createdBy: p.uuid().$type<StaffUserId>().nullable(),
    createdAt: p.datetime(),
    removedAt: p.datetime().nullable(),
  },
});

/** One run of a version over all saved cases of its kind, beside the released one. Written once. */
export const PromptRun = defineEntity({
  name: 'PromptRun',
  tableName: 'prompt_runs',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    versionId: p.uuid().$type<PromptVersionId>(),
    againstId: p.uuid().$type<PromptVersionId>().nullable(),
    results: p.json().$type<CaseResult[]>(),
    /** SHA-256 over the cases that were run: a run over other cases does not count for publishing. */
    casesHash: p.text(),
    passed: p.integer(),
    failed: p.integer(),
    runBy: p.uuid().$type<StaffUserId>().nullable(),
    runAt: p.datetime(),
  },
});

/** The pointer to the version in use; moving it is all that publishing and rolling back do. */
export const PromptRelease = defineEntity({
  name: 'PromptRelease',
  tableName: 'prompt_releases',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    kind: p.text().$type<PromptKind>().primary(),
    scope: p.text().$type<ReleaseScope>().primary(),
    versionId: p.uuid().$type<PromptVersionId>(),
    runId: p.uuid().nullable(),
    /** share of calls that the arm gets, 1…99 */
    percent: p.smallint().nullable(),
    seed: p.text().nullable(),
    releasedBy: p.uuid().$type<StaffUserId>().nullable(),
    releasedAt: p.datetime(),
  },
});

/** Every move of a pointer. Written once. */
export const PromptReleaseLog = defineEntity({
  name: 'PromptReleaseLog',
  tableName: 'prompt_release_log',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    kind: p.text().$type<PromptKind>(),
    scope: p.text().$type<ReleaseScope>(),
    /** null: the pointer was taken away */
    versionId: p.uuid().$type<PromptVersionId>().nullable(),
    /** the run it was published on; null: rolled back, or published despite none */
    runId: p.uuid().nullable(),
    percent: p.smallint().nullable(),
    /** why it was moved, in the words of who moved it */
    note: p.text().default(''),
    releasedBy: p.uuid().$type<StaffUserId>().nullable(),
    releasedAt: p.datetime(),
  },
});
