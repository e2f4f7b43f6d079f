import type { Request, Response } from 'express';
import { choiceIdOf, isChoiceSignedBy } from '../../domain/deliveries/mail-choice.rules.ts';
import { stopMail } from '../../domain/deliveries/stop-mail.ts';
import { type MailChoiceView, viewMailChoice } from '../../domain/deliveries/view-mail-choice.ts';
import type { Actor } from '../../domain/ids.types.ts';
import { type OwnLanguage, ownLanguage } from '../../domain/tenancy/tenant.types.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import { asHtml } from './as-html.rules.ts';
import { mailChoiceKeys } from './mail-choice-keys.ts';
import { createRateLimit } from './rate-limit.rules.ts';
import { type StopWords, stopWords } from './unsubscribe-words.rules.ts';
import type { Call, WebDeps } from './web.types.ts';

type Deps = Pick<WebDeps, 'across' | 'withTenant' | 'keyRing'>;
type Found = { view: MailChoiceView; inUnit: <T>(work: (uow: TenantUnitOfWork, id: string) => Promise<T>) => Promise<T> };

const actor: Actor = { kind: 'system', name: 'unsubscribe' };
/** Looks and stops of one visitor in a minute; providers send theirs from a few machines for everybody. */
const perVisitor = 600;

/**
 * The end of a kind of mail. A POST to the link ends it at once, as mail programs send it for their reader (RFC 8058 3.2) and the page's own button does. A GET only
 * shows that button: scanners follow every link of a mail. The signature in the link is the permission, and all it permits; no cookie or origin is asked for, because a
 * provider's server has none.
 */
export function unsubscribePages(deps: Deps): { show(call: Call): Promise<void>; stop(call: Call): Promise<void> } {
  const limit = createRateLimit(perVisitor);
  const open = async ({ request, response }: Call): Promise<Found | null> => {
    if (!limit.allows(request.ip ?? '', Date.now())) {
      send(
        response,
        429,
        page(null, (words) => message(words.busy)),
      );
      return null;
    }
    const found = await findChoice(deps, request);
    if (found === null)
      send(
        response,
        404,
        page(null, (words) => message(words.unknown)),
      );
    return found;
  };
  return {
    show: async (call) => {
      const found = await open(call);
      if (found !== null)
        send(
          call.response,
          200,
          page(found.view, (words) => (found.view.isStopped ? message(words.done) : form(words))),
        );
    },
    stop: async (call) => {
      const found = await open(call);
      if (found === null) return;
      await found.inUnit((uow, id) => stopMail(uow, id));
      send(
        call.response,
        200,
        page(found.view, (words) => message(words.done)),
      );
    },
  };
}

/** The choice a link names: its tenant is believed only when that tenant's key signed the link. */
async function findChoice({ across, withTenant, keyRing }: Deps, request: Request): Promise<Found | null> {
  const token = String(request.params.token);
  const id = choiceIdOf(token);
  if (id === null) return null;
  const tenantId = await across.unsafeMailChoice(id);
  if (tenantId === null || !isChoiceSignedBy(token, tenantId, mailChoiceKeys(keyRing, tenantId))) return null;
  const inUnit: Found['inUnit'] = (work) => withTenant(tenantId, actor, (uow) => work(uow, id));
  const view = await inUnit((uow) => viewMailChoice(uow, id));
  return view === null ? null : { view, inUnit };
}

function form(words: StopWords): string {
  return `<p>${asHtml(words.ask)}</p><form method="post"><button type="submit">${asHtml(words.stop)}</button></form>`;
}

function message(text: string): string {
  return `<p role="status">${asHtml(text)}</p>`;
}

function page(view: MailChoiceView | null, body: (words: StopWords) => string): string {
  const language: OwnLanguage = ownLanguage(view?.language ?? null);
  const words = stopWords[language];
  return [
    '<!doctype html>',
    `<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta name="robots" content="noindex"><title>${asHtml(words.title)}</title><link rel="stylesheet" href="/page/rate.css"></head>`,
    `<body><main>${view === null ? '' : `<p class="company">${asHtml(view.companyName)}</p>`}<h1>${asHtml(words.title)}</h1>${body(words)}</main></body></html>`,
  ].join('\n');
}

const pagePolicy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

function send(response: Response, status: number, html: string): void {
  response.status(status).set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': pagePolicy,
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex',
  });
  response.type('text/html').send(html);
}
