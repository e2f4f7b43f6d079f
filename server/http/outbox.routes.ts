import { z } from 'zod';
import { listOutbox } from '../../domain/deliveries/list-outbox.ts';
import { readOutboxMail } from '../../domain/deliveries/read-outbox-mail.ts';
import { type DeliveryId, isUuid } from '../../domain/ids.types.ts';
import { parseInput } from '../../domain/input.rules.ts';
import { createDownloadLinks } from './download-link.ts';
import { notHere } from './not-here.ts';
import { actorOf } from './session.routes.ts';
import type { StaffCall, WebDeps } from './web.types.ts';

const pageSize = 50;
const outboxQuery = z.object({ after: z.uuid().optional() });

/** The tenant's outward mails, newest first; `?after=` gives those older than that one. */
export function showOutbox(deps: Pick<WebDeps, 'withTenant'>) {
  return async ({ request, response, user }: StaffCall): Promise<void> => {
    const { after } = parseInput(outboxQuery, request.query);
    const page = { after: (after ?? null) as DeliveryId | null, limit: pageSize };
    response.json(await deps.withTenant(user.tenantId, actorOf(user), (uow) => listOutbox(uow, page)));
  };
}

/** One outward mail with its text and links to its files. */
export function showMail(deps: Pick<WebDeps, 'withTenant' | 'keyRing' | 'webUrl'>) {
  const link = createDownloadLinks(deps.keyRing, deps.webUrl);
  return async ({ request, response, user }: StaffCall): Promise<void> => {
    const id = idOf(request.params.id, 'mail') as DeliveryId;
    const mail = await deps.withTenant(user.tenantId, actorOf(user), (uow) => readOutboxMail(uow, id));
    const files = mail.files.map((file) => ({ ...file, href: link(user, { kind: 'attachment', id: file.id }) }));
    response.json({ ...mail, files });
  };
}

/** A UUID of the address. Anything else looks like a row that is not there. */
export function idOf(param: unknown, what: 'mail' | 'file'): string {
  if (typeof param === 'string' && isUuid(param)) return param;
  throw notHere(what);
}
