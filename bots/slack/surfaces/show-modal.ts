import type { View } from '@slack/types';
import { textAt } from '../receive/read-field.rules.ts';
import type { SlackClients, SlackDeps, Turn } from '../slack.types.ts';

/** Slack's words for a trigger that is too old (three seconds) or was used before (views.open reference). */
const tooLate = ['expired_trigger_id', 'trigger_expired', 'exchanged_trigger_id', 'trigger_exchanged', 'invalid_trigger_id'];

/** What a listener that opens views works with. */
export type ModalKit = { deps: SlackDeps; clients: SlackClients; turn: Turn };

/** A view that was opened, as updates of it need to know it. */
export type OpenedView = { id: string; hash: string };

/** Opens a view; with a view open already it is laid upon it. Null when Slack's three seconds were over: the caller says so. Throws what Slack's client throws. */
export async function showModal({ clients, turn }: ModalKit, trigger: string, view: View, onTop = false): Promise<OpenedView | null> {
  const client = await clients.clientFor(turn.tenantId, turn.installation.id);
  try {
    const answer = onTop ? await client.views.push({ trigger_id: trigger, view }) : await client.views.open({ trigger_id: trigger, view });
    const [id, hash] = [textAt(answer, 'view', 'id'), textAt(answer, 'view', 'hash')];
    return id === null || hash === null ? null : { id, hash };
  } catch (error) {
    if (tooLate.includes(slackError(error))) return null;
    throw error;
  }
}

/** Brings a view up to date, unless it changed meanwhile or is closed: then it stays as it is. What was typed in it stays. */
export async function updateModal({ clients, turn, deps }: ModalKit, { id, hash }: OpenedView, view: View): Promise<void> {
  const client = await clients.clientFor(turn.tenantId, turn.installation.id);
  await client.views.update({ view_id: id, hash, view }).catch((error: unknown) => {
    deps.log.info({ tenant: turn.tenantId, error: slackError(error) }, 'a view could not be brought up to date');
  });
}

function slackError(error: unknown): string {
  return textAt((error as { data?: unknown } | null)?.data, 'error') ?? 'unknown';
}
