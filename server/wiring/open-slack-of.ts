import { openSlack, type Slack } from '../../bots/slack/open-slack.ts';
import type { Core } from '../wire.ts';
import { commandsOf } from './commands-of.ts';
import { slackSettingsOf } from './slack-settings.ts';
import { webUrlOf } from './web-role.ts';

/**
 * Slack over the core, or null where no Slack app is set up. Its commands have no links to files: a link carries the rights of the person it was made for, and
 * what stands in a channel is read by others too.
 */
export function openSlackOf(core: Core): Slack | null {
  const settings = slackSettingsOf(core.env);
  if (settings === null) return null;
  const { withTenant, across, blobs, keyRing, log } = core;
  return openSlack({
    settings,
    withTenant,
    across,
    blobs,
    log,
    commands: commandsOf(core),
    webUrl: webUrlOf(core),
    seal: (plain, context) => keyRing.seal(plain, context),
    unseal: (sealed, context) => keyRing.unseal(sealed, context),
  });
}
