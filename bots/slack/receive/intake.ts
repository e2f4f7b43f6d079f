import type { App } from '@slack/bolt';
import { acceptChat } from '../../../domain/chat/accept-chat.ts';
import { chatSecretContext, type Installation } from '../../../domain/chat/chat.types.ts';
import { AppError } from '../../../domain/errors.ts';
import type { SlackDeps } from '../slack.types.ts';
import { type Answer, answerInTime } from './answer-in-time.ts';
import type { Durable, SlackBody } from './body.types.ts';
import { classify } from './classify.rules.ts';
import { createInstallationFinder, receiver } from './find-installation.ts';
import { isOwnEcho } from './own-echo.rules.ts';
import { textAt } from './read-field.rules.ts';
import type { TurnKeeper } from './turn-keeper.ts';

/** Takes one verified body, from whichever door, and says how it is to be answered. Never throws. */
export type Intake = (body: SlackBody) => Promise<Answer>;

export type IntakeOptions = {
  /** Longest wait for what goes straight through, in ms: Slack's own deadline is 3 s. */
  guardMs: number;
};

const accepted: Answer = { status: 200 };
const tryAgain: Answer = { status: 503 };

/**
 * What happens may be lost on the way to its handler, so it is committed first and acknowledged then; when that fails the answer is 503 and Slack sends it again
 * (at once, after a minute and after five). What no workspace of ours is named in is acknowledged all the same: a subscription with too many failures is
 * switched off for everybody.
 */
export function createIntake(deps: SlackDeps, turns: TurnKeeper, app: () => App, { guardMs }: IntakeOptions): Intake {
  const finder = createInstallationFinder(deps);
  const commit = async (body: SlackBody, what: Durable): Promise<Answer> => {
    for (const attempt of [1, 2]) {
      const installation = await finder.find(what.homes);
      if (installation === null) return drop(deps, 'a workspace that is not connected', what.what);
      if (what.what === 'event' && isOwnEcho(body, installation)) return accepted;
      try {
        await keep(deps, installation, body, what);
        return accepted;
      } catch (error) {
        // It ended since it was found: what is known of it is forgotten, and whoever has it now is asked for.
        if (!(error instanceof AppError && error.code === 'not_configured') || attempt === 2) throw error;
        finder.forget(what.homes);
      }
    }
    return tryAgain;
  };
  const goThrough = async (body: SlackBody, homes: Durable['homes'], what: string): Promise<Answer> => {
    const installation = await finder.find(homes);
    if (installation === null) return drop(deps, 'a workspace that is not connected', what);
    return answerInTime((ack) => app().processEvent({ body, ack, customProperties: turns.open(installation, body, null) }), {
      guardMs,
      log: deps.log.child({ tenant: installation.tenantId, slack: what }),
    });
  };
  return async (body) => {
    const received = classify(body);
    try {
      if (received.kind === 'url_verification') return { status: 200, body: { challenge: received.challenge } };
      if (received.kind === 'ssl_check') return accepted;
      if (received.kind === 'dropped') return drop(deps, received.reason, textAt(body, 'type') ?? 'none');
      if (received.kind === 'durable') return await commit(body, received);
      return await goThrough(body, received.homes, received.what);
    } catch (error) {
      deps.log.error(
        { reason: nameOf(error), slack: textAt(body, 'type') },
        'what came from Slack could not be taken; it is asked to send it again',
      );
      return tryAgain;
    }
  };
}

async function keep(deps: SlackDeps, installation: Installation, body: SlackBody, what: Durable): Promise<void> {
  const { tenantId, id: installationId } = installation;
  const { response_url: responseUrl, token: _proofOfOldVersions, ...payload } = body;
  const sealed = typeof responseUrl === 'string' ? deps.seal(responseUrl, chatSecretContext(tenantId)) : null;
  await deps.withTenant(tenantId, receiver, (uow) =>
    acceptChat(uow, {
      installationId,
      kind: what.what,
      key: what.key,
      lane: `${installationId}:${what.lane}`,
      payload,
      responseUrl: sealed,
    }),
  );
}

function drop(deps: Pick<SlackDeps, 'log'>, reason: string, what: string): Answer {
  deps.log.info({ reason, slack: what.slice(0, 60) }, 'acknowledged and dropped');
  return accepted;
}

/** A failed statement carries what was to be stored, so no more than its name is logged. */
function nameOf(error: unknown): string {
  if (error instanceof AppError) return error.code;
  return error instanceof Error ? error.name : typeof error;
}
