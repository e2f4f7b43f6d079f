import type { TenantId } from '../../domain/ids.types.ts';
import type { SatisfactionRules } from '../../domain/satisfaction/satisfaction.types.ts';
import { renderSatisfaction } from '../../mail/templates/satisfaction.ts';
import { mailChoiceKeys } from '../http/mail-choice-keys.ts';
import { satisfactionKeys } from '../http/satisfaction-keys.ts';
import type { Core } from '../wire.ts';
import { webUrlOf } from './web-role.ts';

/** What asking a tenant's requesters needs; the links lead to the web role's public address. */
export function satisfactionRulesFor(core: Pick<Core, 'env' | 'keyRing' | 'replyKeysFor'>): (tenantId: TenantId) => SatisfactionRules {
  return (tenantId) => ({
    keys: satisfactionKeys(core.keyRing, tenantId),
    replyKeys: core.replyKeysFor(tenantId),
    webUrl: webUrlOf(core),
    render: renderSatisfaction,
    choiceKeys: mailChoiceKeys(core.keyRing, tenantId),
  });
}
