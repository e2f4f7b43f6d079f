import { z } from 'zod';
import { AppError, notFound } from '../errors.ts';
import type { CustomerId, InstallationId, TeamId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type ChannelLine, listChannels } from './list-channels.ts';
import { loadInstallation } from './load-installation.ts';
import { noteChannel } from './note-channel.ts';

const inputSchema = z.strictObject({
  feed: z.boolean().optional(),
  alerts: z.boolean().optional(),
  capture: z.boolean().optional(),
  captureMinutes: z.int().min(0).max(60, 'must be at most 60 minutes').optional(),
  optOut: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .regex(/^(?::[a-z0-9_+'-]+:|[^\p{L}\p{N}\s<>&]{1,20})$/u, 'must be one emoji, such as :no_entry:')
    .optional(),
  reactions: z.boolean().optional(),
  teamId: z.uuid().nullable().optional(),
  customerId: z.uuid().nullable().optional(),
});

/** What shall change; what is left out stays. */
export type ChannelChange = Omit<z.input<typeof inputSchema>, 'teamId' | 'customerId'> & {
  teamId?: TeamId | null;
  customerId?: CustomerId | null;
};

/**
 * Says what a channel is used for; the first time makes it known. Throws `conflict` when feed or alerts are switched on where people of other companies read,
 * `not_found` when the workspace is not connected, `invalid_input`.
 */
export async function setChannel(
  uow: TenantUnitOfWork,
  where: { installationId: InstallationId; externalId: string },
  wanted: ChannelChange,
): Promise<ChannelLine> {
  const change = parseInput(inputSchema, wanted);
  if ((await loadInstallation(uow, where.installationId)) === null) throw notFound('connected workspace', where.installationId);
  await noteChannel(uow, where.installationId, { externalId: where.externalId, name: null, isShared: null });
  const before = await read(uow, where);
  if (before.isShared && (change.feed === true || change.alerts === true)) throw shared(before, change.feed === true ? 'feed' : 'alerts');
  const after = { ...before, ...change };
  await sqlRun(
    uow,
    `update chat_channels set feed = ?, alerts = ?, capture = ?, capture_minutes = ?, opt_out = ?, reactions = ?, team_id = ?, customer_id = ?, updated_at = ?
     where id = ?`,
    [
      ...[after.feed, after.alerts, after.capture, after.captureMinutes, after.optOut, after.reactions],
      ...[after.teamId, after.customerId, uow.now, before.id],
    ],
  );
  return read(uow, where);
}

async function read(uow: TenantUnitOfWork, where: { installationId: InstallationId; externalId: string }): Promise<ChannelLine> {
  const found = await listChannels(uow, { named: where.externalId, installationId: where.installationId });
  const channel = found.find(({ externalId }) => externalId === where.externalId);
  if (channel === undefined) throw notFound('channel', where.externalId);
  return channel;
}

function shared({ name, externalId }: ChannelLine, what: 'feed' | 'alerts'): AppError {
  return new AppError('conflict', {
    message: 'channel is shared with other companies',
    userMessage: `Nothing was changed: people of other companies read ${name === '' ? externalId : `#${name}`}, and ${what === 'feed' ? 'cards of new tickets' : 'alerts'} tell what only your staff may know. Choose a channel of your own.`,
    details: { channel: externalId },
  });
}
