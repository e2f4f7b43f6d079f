import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { ClassifierId, StaffUserId, TicketId } from '../ids.types.ts';
import type { ClassifierState, LabelTarget, TrainingFigures } from './learning.types.ts';

/** A value that a member of staff confirmed; mails and models never write here. */
export const AiLabel = defineEntity({
  name: 'AiLabel',
  tableName: 'ai_labels',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    target: p.text().$type<LabelTarget>().primary(),
    ticketId: p.uuid().$type<TicketId>().primary(),
    value: p.text(),
    confirmedBy: p.uuid().$type<StaffUserId>(),
    confirmedAt: p.datetime(),
  },
});

/** A trained classifier; at most one a target is active. Rolling back makes an earlier one active again. */
export const AiClassifier = defineEntity({
  name: 'AiClassifier',
  tableName: 'ai_classifiers',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<ClassifierId>().primary(),
    target: p.text().$type<LabelTarget>(),
    number: p.integer(),
    state: p.text().$type<ClassifierState>(),
    labels: p.integer(),
    classes: p.json().$type<string[]>(),
    weights: p.blob(),
    /** the precision asked for, 0…1 */
    bound: p.double(),
    /** surer than this it may fill a field; null: it only ever suggests */
    threshold: p.double().nullable(),
    figures: p.json().$type<TrainingFigures>(),
    trainedBy: p.uuid().$type<StaffUserId>().nullable(),
    trainedAt: p.datetime(),
    activatedAt: p.datetime().nullable(),
  },
});
