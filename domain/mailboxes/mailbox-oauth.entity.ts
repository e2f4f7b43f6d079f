import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { MailboxId, StaffUserId } from '../ids.types.ts';
import type { OauthFlow, OauthProvider, OauthState } from './mailbox-oauth.types.ts';

/** How a mailbox signs in by OAuth. Client secret, tokens and verifier are sealed under `mailboxSecretContext`. */
export const MailboxOauthRow = defineEntity({
  name: 'MailboxOauthRow',
  tableName: 'mailbox_oauth',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    mailboxId: p.uuid().$type<MailboxId>().primary(),
    provider: p.text().$type<OauthProvider>(),
    flow: p.text().$type<OauthFlow>(),
    clientId: p.text(),
    clientSecret: p.text().nullable().hidden(),
    authorizeUrl: p.text().nullable(),
    tokenUrl: p.text(),
    scopes: p.text(),
    shared: p.boolean().default(false),
    account: p.text().nullable(),
    state: p.text().$type<OauthState>(),
    lastError: p.text().nullable(),
    accessToken: p.text().nullable().hidden(),
    refreshToken: p.text().nullable().hidden(),
    expiresAt: p.datetime().nullable(),
    /** Whoever holds it is fetching a new token; the others wait. */
    refreshLeaseUntil: p.datetime().nullable(),
    retryAt: p.datetime().nullable(),
    /** passing failures in a row */
    failures: p.smallint().default(0),
    /** when a token that should have been good was last replaced because a mail server refused it */
    forcedAt: p.datetime().nullable(),
    /** SHA-256 of the state of the consent under way */
    consentHash: p.text().nullable().hidden(),
    consentVerifier: p.text().nullable().hidden(),
    consentBy: p.uuid().$type<StaffUserId>().nullable(),
    consentExpiresAt: p.datetime().nullable(),
    connectedAt: p.datetime().nullable(),
    updatedAt: p.datetime(),
  },
});
export type MailboxOauthRow = InferEntity<typeof MailboxOauthRow>;
