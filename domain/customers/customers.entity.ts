import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { ContactId, CustomerId } from '../ids.types.ts';

/** A company the tenant serves. `domains` are mail domains staff have verified as this customer's own. */
export const Customer = defineEntity({
  name: 'Customer',
  tableName: 'customers',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<CustomerId>().primary(),
    name: p.text(),
    status: p.text().default('customer'),
    domains: p.json().$type<string[]>(),
    version: p.integer().version(),
    createdAt: p.datetime(),
  },
});
export type Customer = InferEntity<typeof Customer>;

/** A person at a customer, or a known person without a customer yet. */
export const Contact = defineEntity({
  name: 'Contact',
  tableName: 'contacts',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<ContactId>().primary(),
    customerId: p.uuid().$type<CustomerId>().nullable(),
    name: p.text(),
    jobTitle: p.text().nullable(),
    phone: p.text().nullable(),
    createdAt: p.datetime(),
  },
});
export type Contact = InferEntity<typeof Contact>;

/** One of a contact's mail addresses; an address belongs to one contact of the tenant. */
export const ContactAddress = defineEntity({
  name: 'ContactAddress',
  tableName: 'contact_addresses',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    contactId: p.uuid().$type<ContactId>(),
    address: p.text(),
    isPrimary: p.boolean().default(false),
  },
});
export type ContactAddress = InferEntity<typeof ContactAddress>;
