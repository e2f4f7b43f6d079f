import { slackManifest } from '../../../bots/slack/install/manifest.rules.ts';
import { endInstallation } from '../../../domain/chat/end-installation.ts';
import { type InstallationLine, listInstallations } from '../../../domain/chat/list-installations.ts';
import { notFound } from '../../../domain/errors.ts';
import { webUrlOf } from '../../wiring/web-role.ts';
import { inTenant, tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords } from '../cli.types.ts';
import { columns } from '../columns.rules.ts';
import { withDesk } from '../open-desk.ts';

/** Prints the manifest of the Slack app, made for this Deskhand's address. Needs no database. */
export const slackManifestPrint = defineCommand({
  options: {},
  run: async (context, _values, words) => {
    expectWords(words);
    const env = context.readEnv();
    const webUrl = webUrlOf({ env });
    const socketMode = env.SLACK_APP_TOKEN !== undefined;
    context.terminal.out(JSON.stringify(slackManifest({ webUrl, socketMode }), null, 2));
    if (!webUrl.startsWith('https:'))
      context.terminal.note('Slack takes https addresses only: set WEB_URL to the public https address of this Deskhand.');
  },
});

/** Lists the workspaces that are or were connected. */
export const slackList = defineCommand({
  options: tenantOption,
  run: async (context, values, words) => {
    expectWords(words);
    await withDesk(context, async (desk) => {
      const lines = await inTenant(desk, values.tenant, (uow) => listInstallations(uow));
      if (lines.length === 0)
        return context.terminal.note('No workspace is connected. Connect one on the Slack page of the web role: /slack');
      const rows = lines.map((line) => [line.externalId, line.name, stateOf(line), String(line.people), line.installedBy ?? '']);
      for (const text of columns(['TEAM', 'NAME', 'STATE', 'LINKED', 'CONNECTED BY'], rows)) context.terminal.out(text);
    });
  },
});

/** Ends a workspace's connection on this side: its tokens are emptied and nothing is posted any more. */
export const slackDisconnect = defineCommand({
  options: tenantOption,
  run: async (context, values, words) => {
    const [team = ''] = expectWords(words, 'TEAM');
    await withDesk(context, async (desk) => {
      const ended = await inTenant(desk, values.tenant, async (uow) => {
        const found = (await listInstallations(uow)).find(
          (line) => line.platform === 'slack' && line.externalId === team && line.state === 'active',
        );
        if (found === undefined) throw notFound('connected Slack workspace', team);
        await endInstallation(uow, found.id, 'uninstalled');
        return found;
      });
      context.terminal.out(`Disconnected ${ended.name} (${ended.externalId}).`);
      context.terminal.note('In Slack the app is still installed; remove it there under “Manage apps”.');
    });
  },
});

function stateOf({ state, isEnterprise }: InstallationLine): string {
  return isEnterprise ? `${state}, organisation` : state;
}
