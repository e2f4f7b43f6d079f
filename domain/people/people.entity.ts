import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { StaffUserId } from '../ids.types.ts';
import type { Role } from './permissions.rules.ts';

/** A member of the tenant's staff. */
export const StaffUser = defineEntity({
  name: 'StaffUser',
  tableName: 'staff_users',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<StaffUserId>().primary(),
    email: p.text(),
    name: p.text(),
    role: p.text().$type<Role>(),
    active: p.boolean().default(true),
    timeZone: p.text(),
    language: p.text(),
    version: p.integer().version(),
    createdAt: p.datetime(),
  },
});
export type StaffUser = InferEntity<typeof StaffUser>;

/** A single-use sign-in link; only the SHA-256 of its token is kept. */
export const SignInLink = defineEntity({
  name: 'SignInLink',
  tableName: 'sign_in_links',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    userId: p.uuid().$type<StaffUserId>(),
    tokenHash: p.text(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    usedAt: p.datetime().nullable(),
  },
});
export type SignInLink = InferEntity<typeof SignInLink>;

/** A browser session; only the SHA-256 of its cookie is kept. */
export const Session = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    userId: p.uuid().$type<StaffUserId>(),
    tokenHash: p.text(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
  },
});
export type Session = InferEntity<typeof Session>;
