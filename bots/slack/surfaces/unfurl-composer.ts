import { isUuid, type StaffUserId } from '../../../domain/ids.types.ts';
import { loadMember } from '../../../domain/people/load-member.ts';
import { can } from '../../../domain/people/permissions.rules.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { findTicket } from '../../../domain/tickets/find-ticket.ts';
import { viewTicket } from '../../../domain/tickets/view-ticket.ts';
import type { KnownBlock } from '../render/blocks.types.ts';
import { ticketCardModel } from '../render/ticket-card-model.ts';
import { ticketUnfurl } from '../render/unfurl.rules.ts';
import type { Composer } from '../slack.types.ts';
import type { TicketLink } from './ticket-link.rules.ts';

/** `sharer` null: the channel is shared with other companies, or whoever shared the link is nobody of ours. Then the number is all that is said. */
export type UnfurlRef = { channel: string; ts: string; links: TicketLink[]; sharer: StaffUserId | null };

/** Previews of links to our tickets. A number that leads nowhere looks like one that may not be known. */
export const unfurlComposer: Composer = {
  compose: async ({ uow, post, webUrl }) => {
    const { channel, ts, links, sharer } = post.ref as UnfurlRef;
    const mayKnow = sharer !== null && isUuid(sharer) && (await maySee(uow, sharer));
    const unfurls: Record<string, { blocks: KnownBlock[] }> = {};
    for (const { url, number } of links) unfurls[url] = await preview(uow, number, mayKnow, webUrl);
    return Object.keys(unfurls).length === 0 ? null : { verb: 'unfurl', channel, ts, unfurls };
  },
};

async function maySee(uow: TenantUnitOfWork, userId: StaffUserId): Promise<boolean> {
  const member = await loadMember(uow, userId).catch(() => null);
  return member !== null && can(member.role, 'ticket:view');
}

async function preview(uow: TenantUnitOfWork, number: string, mayKnow: boolean, webUrl: string): Promise<{ blocks: KnownBlock[] }> {
  const found = mayKnow ? await findTicket(uow, number) : { kind: 'none' as const };
  if (found.kind !== 'one') return ticketUnfurl({ number }, 'number', webUrl);
  const view = await viewTicket(uow, found.ticket.id, { limit: 5, before: null });
  return ticketUnfurl(ticketCardModel(view, { isShared: false }), 'full', webUrl);
}
