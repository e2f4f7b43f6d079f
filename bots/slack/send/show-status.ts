import type { WebClient } from '@slack/web-api';

/**
 * Says in a thread what the app is busy with ("Deskhand is …"); Slack takes it away with the next message, or after two minutes. Only a sign of life: what fails
 * here is of no matter, so it never throws.
 */
export async function showStatus(client: WebClient, channel: string, threadTs: string, status: string): Promise<void> {
  await client.assistant.threads.setStatus({ channel_id: channel, thread_ts: threadTs, status }).catch(() => undefined);
}
