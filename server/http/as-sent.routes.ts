import type { StaffUserId, TenantId, TicketMessageId } from '../../domain/ids.types.ts';
import { requireMember } from '../../domain/people/require-member.ts';
import { findMessageHtml } from '../../domain/tickets/find-message-html.ts';
import { withPictures } from '../../domain/tickets/shown-pictures.rules.ts';
import { isRasterPicture } from '../../mail/parse/html/safe-picture.rules.ts';
import { asSentHeaders, asSentPage } from './as-sent-page.rules.ts';
import { createDownloadLinks, readDownloadToken } from './download-link.ts';
import { notHere } from './not-here.ts';
import type { Call, WebDeps } from './web.types.ts';

/** Shows the mail a signed link names as it was sent, sanitised and sandboxed; its own pictures come by links of the same person. */
export function showAsSent(deps: Pick<WebDeps, 'keyRing' | 'withTenant' | 'webUrl'>) {
  const link = createDownloadLinks(deps.keyRing, deps.webUrl);
  return async ({ request, response }: Call): Promise<void> => {
    const claim = readDownloadToken(deps.keyRing, String(request.params.token), new Date());
    if (claim.kind !== 'as_sent') throw notHere('page');
    const person = { tenantId: claim.tenantId as TenantId, userId: claim.userId as StaffUserId };
    const { html, pictures } = await deps.withTenant(person.tenantId, { kind: 'system', name: 'as sent' }, async (uow) => {
      await requireMember(uow, person.userId, 'ticket:view');
      return findMessageHtml(uow, claim.id as TicketMessageId);
    });
    const shown = withPictures(html, (contentId) => {
      const file = pictures.find((picture) => picture.contentId === contentId && isRasterPicture(picture.contentType));
      // A path, because the page may be open under another name of ours.
      return file === undefined ? null : new URL(link(person, { kind: 'picture', id: file.id })).pathname;
    });
    response.setHeaders(new Map(Object.entries(asSentHeaders)));
    response.end(asSentPage(shown));
  };
}
