import { localDate } from '../calendars/local-date.rules.ts';
import { chatLane } from '../chat/chat-lane.rules.ts';
import { findChatIdentities } from '../chat/find-chat-identities.ts';
import { queueChatPost } from '../chat/queue-chat-post.ts';
import { startDigest } from '../chat/start-digest.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { delayNotices } from './delay-notices.ts';
import { fallBackToMail } from './fall-back-to-mail.ts';
import type { DueNotice } from './read-notices.ts';
import { settleNotices } from './settle-notices.ts';

/** The person's digest takes what it finds; what it left is looked at again after this long. */
const afterDigestMs = 10 * 60_000;

/**
 * Puts due notices of one person, at least one, into one post to their newest connected workspace. Those of a digest wait for the person's digest in chat, which
 * is one message a day; without one they are a post of their own. Somebody who is not linked any more gets a mail instead: `mail`, and nothing is settled.
 */
export async function queueChatNotices(uow: TenantUnitOfWork, notices: readonly DueNotice[]): Promise<'queued' | 'postponed' | 'mail'> {
  const [first] = notices;
  const person = first === undefined ? undefined : (await findChatIdentities(uow, first.userId)).at(-1);
  const ids = notices.map((notice) => notice.id);
  if (first === undefined || person === undefined) {
    await fallBackToMail(uow, ids);
    return 'mail';
  }
  const digestAt = first.isDigest ? await startDigest(uow, first.userId) : null;
  if (digestAt !== null) {
    await delayNotices(uow, notices, new Date(Math.max(digestAt.getTime(), uow.now.getTime()) + afterDigestMs));
    return 'postponed';
  }
  await queueChatPost(uow, {
    installationId: person.installationId,
    effectKey: first.isDigest ? `notices:${first.userId}:${localDate(uow.now, first.timeZone)}:${first.id}` : `notice:${first.id}`,
    kind: 'notice',
    lane: chatLane(person.installationId, person.externalId),
    ref: { userId: first.userId, notices: ids },
  });
  await settleNotices(uow, notices, 'queued');
  return 'queued';
}
