import { bindThread } from '../../domain/chat/bind-thread.ts';
import { ChatInstallation, ChatPersonRow } from '../../domain/chat/chat.entity.ts';
import { chatSecretContext } from '../../domain/chat/chat.types.ts';
import { type InstallationId, newId, type StaffUserId } from '../../domain/ids.types.ts';
import { StaffUser } from '../../domain/people/people.entity.ts';
import { openTicket } from '../../domain/tickets/open-ticket.ts';
import type { Core } from '../../server/wire.ts';
import type { FakeSlack } from '../../test/support/slack/fake-slack.types.ts';
import { addCompany } from './desk.ts';
import type { StormPlace } from './storm-stream.ts';

const actor = { kind: 'system', name: 'bench' } as const;
const companies = 2;
const channelsEach = 2;
const threadsEach = 8;

/** Two companies, each with a connected workspace, a linked member of staff, and channels with threads of open tickets. */
export async function addStormPlaces(core: Core, fake: FakeSlack): Promise<StormPlace[]> {
  const places: StormPlace[] = [];
  for (let company = 0; company < companies; company += 1) {
    const { id: tenantId } = await addCompany(core, { slug: `storm${company}`, smtp: { host: '127.0.0.1', port: 9 } });
    const workspace = fake.addWorkspace(`storm${company}`);
    const person = workspace.addPerson('agent');
    const { botToken, botId, botUserId } = fake.grant(workspace);
    const [installationId, userId] = [newId<InstallationId>(), newId<StaffUserId>()];
    const now = new Date();
    await core.withTenant(tenantId, actor, async ({ em }) => {
      await em.insert(StaffUser, {
        tenantId,
        id: userId,
        email: `agent@storm${company}.example`,
        name: 'Agent',
        role: 'support',
        timeZone: 'UTC',
        language: 'en',
        createdAt: now,
      });
      await em.insert(ChatInstallation, {
        tenantId,
        id: installationId,
        platform: 'slack',
        externalId: workspace.teamId,
        name: `Storm ${company}`,
        appId: fake.settings.appId,
        botUserId,
        botId,
        botToken: core.keyRing.seal(botToken, chatSecretContext(tenantId)),
        installedAt: now,
      });
      await em.insert(ChatPersonRow, {
        tenantId,
        id: newId<string>(),
        installationId,
        externalId: person.id,
        externalTeamId: workspace.teamId,
        userId,
        proof: 'code',
        linkedAt: now,
      });
    });
    for (let number = 0; number < channelsEach; number += 1) {
      const channel = workspace.addChannel(`storm-${company}-${number}`);
      const threads: StormPlace['threads'] = [];
      for (let thread = 0; thread < threadsEach; thread += 1) {
        // Said before the app listens: nothing of it is delivered.
        const { ts: rootTs } = await fake.say(person, channel, `thread ${thread}`);
        const ticket = await core.withTenant(tenantId, actor, async (uow) => {
          const opened = await openTicket(uow, {
            subject: `Storm ${number}.${thread}`,
            channel: 'console',
            mailboxId: null,
            requester: null,
            customerId: null,
            contactId: null,
            triage: null,
          });
          await bindThread(uow, { installationId, channelId: channel, rootTs, ticketId: opened.id });
          return opened.number;
        });
        threads.push({ rootTs, ticket });
      }
      places.push({ teamId: workspace.teamId, user: person.id, channel, threads });
    }
  }
  return places;
}
