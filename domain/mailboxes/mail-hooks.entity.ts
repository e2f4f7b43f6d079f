import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { MailboxId, MailHookId } from '../ids.types.ts';
import type { HookProvider } from './mail-hooks.types.ts';

/** A door over HTTP: who knows the token of its address and proves itself with the secret delivers to this one mailbox. */
export const MailHook = defineEntity({
  name: 'MailHook',
  tableName: 'mail_hooks',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<MailHookId>().primary(),
    mailboxId: p.uuid().$type<MailboxId>(),
    provider: p.text().$type<HookProvider>(),
    tokenHash: p.text(),
    secret: p.text().hidden(),
    bucket: p.text().nullable(),
    bucketPrefix: p.text().default(''),
    createdAt: p.datetime(),
    receivedAt: p.datetime().nullable(),
    refusedAt: p.datetime().nullable(),
    refusal: p.text().nullable(),
  },
});
export type MailHook = InferEntity<typeof MailHook>;

/** A once-only token that a request was signed with, and the hash of what came with it. */
export const MailHookNonce = defineEntity({
  name: 'MailHookNonce',
  tableName: 'mail_hook_nonces',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    hookId: p.uuid().$type<MailHookId>().primary(),
    nonceHash: p.text().primary(),
    contentHash: p.text(),
    seenAt: p.datetime(),
  },
});
export type MailHookNonce = InferEntity<typeof MailHookNonce>;
