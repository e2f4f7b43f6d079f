import { acceptChat } from '../../../domain/chat/accept-chat.ts';
import type { InstallationId } from '../../../domain/ids.types.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import type { AnswerRef, OwnDeed } from '../slack.types.ts';

/** Work that an answer waits for, where it is wanted, the effect key of the answer that says so, and how often it was looked before. */
type Awaited = { job: string; to: AnswerRef['to']; responseUrl: string | null; instead: string; looked: number };

/** Half an hour in all: a response address of Slack lives no longer. */
const mostLooks = 100;

/**
 * Has a look at the job a little later, as whoever asked, in a deed of its own: once for ever for each look and each answer. False when it was looked often enough, or
 * the answer stands where all can read it and nobody is known to look as.
 */
export async function lookAgain(uow: TenantUnitOfWork, installationId: InstallationId, awaited: Awaited): Promise<boolean> {
  const { job, to, responseUrl, instead, looked } = awaited;
  const user = to.user;
  if (user === undefined || looked >= mostLooks) return false;
  const team = to.kind === 'stream' ? to.team : null;
  const deed: OwnDeed = { op: 'ai.job', args: { job }, user, team, to, looked: looked + 1, instead };
  const at = new Date(uow.now.getTime() + waitMs(looked));
  await acceptChat(uow, {
    installationId,
    kind: 'later',
    key: `pending:${job}:${instead}:${looked}`,
    lane: `pending:${job}`,
    payload: deed,
    responseUrl,
    at,
  });
  return true;
}

/** Soon at first, for most answers take seconds. */
function waitMs(looked: number): number {
  if (looked < 10) return 1_500;
  return looked < 30 ? 5_000 : 25_000;
}
