import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { SavedViewId, StaffUserId } from '../ids.types.ts';

/** A list that somebody keeps under a name. Its filter is kept as it was typed and read anew each time, with its order (`sort:`). */
export const SavedView = defineEntity({
  name: 'SavedView',
  tableName: 'saved_views',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<SavedViewId>().primary(),
    ownerId: p.uuid().$type<StaffUserId>(),
    name: p.text(),
    filter: p.text(),
    /** everybody of the company sees it */
    shared: p.boolean().default(false),
    position: p.integer(),
    version: p.integer().version(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});
export type SavedView = InferEntity<typeof SavedView>;
