import { AppError } from '../errors.ts';
import type { StaffUserId } from '../ids.types.ts';
import { isToken, tokenHash } from '../people/sign-in.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { linkMinutes } from './chat-link.rules.ts';
import type { ChatLinked, ChatStranger } from './chat-link.types.ts';
import { linkChatPerson } from './link-chat-person.ts';

/**
 * Links the person who asked for the link to the member of staff who is signed in and said yes. The link is used up. `present` is the person as the product
 * describes them at this moment. Throws `expired` when the link is used, too old, of another company or of somebody else.
 */
export async function finishLinkBySignIn(
  uow: TenantUnitOfWork,
  token: string,
  userId: StaffUserId,
  present: Omit<ChatStranger, 'installationId'>,
): Promise<ChatLinked> {
  const [request] = isToken(token)
    ? await sqlRows<Pick<ChatStranger, 'installationId'>>(
        uow,
        `update chat_link_requests set used_at = ? where token_hash = ? and external_id = ? and used_at is null and expires_at > ?
         returning installation_id as "installationId"`,
        [uow.now, tokenHash(token), present.externalId, uow.now],
      )
    : [];
  const linked = request === undefined ? null : await linkChatPerson(uow, { ...present, ...request }, userId, 'sign_in');
  if (linked !== null) return linked;
  throw new AppError('expired', {
    message: 'chat link refused',
    userMessage: `This link has been used, is older than ${linkMinutes} minutes, or is not for your company. Say something to Deskhand in Slack to get a new one.`,
  });
}
