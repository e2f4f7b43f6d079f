import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantCondition } from '../database/row-security.ts';
import type { TenantId } from '../ids.types.ts';
import type { BrandSettings } from './brand.types.ts';
import type { TenantStatus } from './tenant.types.ts';

/** A company that uses Deskhand. Its own row is its own tenant: the policy compares `id`. */
export const Tenant = defineEntity({
  name: 'Tenant',
  tableName: 'tenants',
  rowLevelSecurity: 'force',
  policies: [{ name: 'tenant_isolation', using: tenantCondition('id'), check: tenantCondition('id') }],
  properties: {
    id: p.uuid().$type<TenantId>().primary(),
    name: p.text(),
    slug: p.text(),
    status: p.text().$type<TenantStatus>().default('active'),
    timeZone: p.text(),
    language: p.text(),
    /** hours a resolved ticket stays quiet before it is closed */
    quietHoursToClose: p.integer().default(72),
    /** days in which a reply to a resolved ticket opens it again */
    reopenDays: p.integer().default(14),
    /** whether new mail tickets are acknowledged by the fixed template (safety rule 4) */
    acknowledge: p.boolean().default(false),
    /** who is told when nobody else is there to be told */
    escalationUserId: p.uuid().nullable(),
    /** whether requesters of resolved tickets are asked how it went */
    askSatisfaction: p.boolean().default(false),
    /** hours from the resolution to that question */
    satisfactionDelayHours: p.integer().default(24),
    /** automatic mails to outside addresses in an hour before they are held for one */
    automaticMailsPerHour: p.integer().default(200),
    /** tickets that mails of one address may open in an hour; further ones wait in quarantine */
    ticketsPerAddressHour: p.integer().default(20),
    /** no automatic mail goes out before */
    automaticMailHeldUntil: p.datetime().nullable(),
    /** how its mails look */
    brand: p.json().$type<BrandSettings>().default('{}'),
    createdAt: p.datetime(),
  },
});
export type Tenant = InferEntity<typeof Tenant>;
