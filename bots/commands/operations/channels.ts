import { z } from 'zod';
import { findWorkspace } from '../../../domain/chat/find-workspace.ts';
import { type ChannelLine, listChannels } from '../../../domain/chat/list-channels.ts';
import { type ChannelChange, setChannel } from '../../../domain/chat/set-channel.ts';
import { AppError } from '../../../domain/errors.ts';
import type { CustomerId, InstallationId, TeamId } from '../../../domain/ids.types.ts';
import { findTeam } from '../../../domain/people/find-team.ts';
import { channelCard, channelListCard } from '../../cards/channel-card.ts';
import { shortText } from '../arguments.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { withCustomer } from '../with-customer.ts';

const channelId = z.string().regex(/^(?:[CG][A-Z0-9]{2,20}|#[^\s<>]{1,80})$/, 'must be the ID of a channel, such as C0123ABC');
const place = { channel: channelId, workspace: shortText.optional() };
const nobody = /^(none|nobody|no|any|off|-)$/i;

type Place = { channel: string; workspace?: string | undefined };

export const listChatChannels = defineDeed({
  summary: 'List the channels of connected workspaces and what they are used for',
  examples: ['channels'],
  schema: z.strictObject({}),
  run: async ({ uow }) => channelListCard(await listChannels(uow)),
});

export const showChatChannel = defineDeed({
  summary: 'Show what a channel is used for',
  examples: ['channel C0123ABC', 'channel C0123ABC in "Acme Support"'],
  schema: z.strictObject(place),
  run: async (ctx, args) => {
    const where = await placeOf(ctx, args);
    return channelCard((await known(ctx, where)) ?? unused(where), null);
  },
});

export const setChatChannel = defineDeed({
  summary: 'Say what a channel is used for: new tickets, alerts, capture, reactions, whose tickets',
  examples: [
    'channel C0123ABC feed on',
    'channel C0123ABC alerts off',
    'channel C0123ABC in "Acme Support" capture on',
    'channel C0123ABC capture minutes 5',
    'channel C0123ABC opt-out :shushing_face:',
    'channel C0123ABC reactions on',
    'channel C0123ABC team Network',
    'channel C0123ABC customer none',
  ],
  schema: z.strictObject({
    ...place,
    feed: z.boolean().optional(),
    alerts: z.boolean().optional(),
    capture: z.boolean().optional(),
    captureMinutes: z.int().min(0, 'must be 0 to 60 minutes').max(60, 'must be 0 to 60 minutes').optional(),
    optOut: shortText.optional(),
    reactions: z.boolean().optional(),
    team: shortText.optional(),
    customer: shortText.optional(),
  }),
  run: async (ctx, args) => {
    const { channel: _channel, workspace: _workspace, team, customer, ...change } = args;
    const where = await placeOf(ctx, args);
    const named = customer === undefined || nobody.test(customer) ? undefined : customer;
    return withCustomer(ctx, 'chat.channel_set', { ...args, customer: named }, async (found) => {
      const whose: ChannelChange = {
        ...(team === undefined ? {} : { teamId: nobody.test(team) ? null : ((await findTeam(ctx.uow, team)).id as TeamId) }),
        ...(customer === undefined ? {} : { customerId: (found?.id ?? null) as CustomerId | null }),
      };
      const wanted = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as ChannelChange;
      return channelCard(await setChannel(ctx.uow, where, { ...wanted, ...whose }), 'That is how the channel is used from now on.');
    });
  },
});

/** The channel and its workspace; a name counts where the channel is known by it. */
async function placeOf(
  { uow }: OperationContext,
  { channel, workspace }: Place,
): Promise<{ installationId: InstallationId; externalId: string }> {
  if (!channel.startsWith('#')) {
    return { installationId: await findWorkspace(uow, { named: workspace ?? null, channel }), externalId: channel };
  }
  const [only, second] = await listChannels(uow, { named: channel.slice(1) });
  if (only !== undefined && second === undefined) return only;
  throw new AppError('not_found', {
    message: 'channel not known by that name',
    userMessage: `I ${only === undefined ? 'do not know a channel' : 'know several channels'} called “${channel}”. Write its ID, such as C0123ABC; it stands in the channel’s details.`,
  });
}

async function known({ uow }: OperationContext, { installationId, externalId }: { installationId: InstallationId; externalId: string }) {
  const found = await listChannels(uow, { named: externalId, installationId });
  return found.find((channel) => channel.externalId === externalId) ?? null;
}

function unused({ installationId, externalId }: { installationId: InstallationId; externalId: string }): ChannelLine {
  const nothing = { feed: false, alerts: false, capture: false, reactions: false, captureMinutes: 5, optOut: ':no_entry:' };
  const nobodys = { teamId: null, team: null, customerId: null, customer: null };
  return { id: '' as ChannelLine['id'], installationId, externalId, name: '', workspace: '', isShared: false, ...nothing, ...nobodys };
}
