import { z } from 'zod';
import { parseInput } from '../../domain/input.rules.ts';
import type { SignedIn } from '../../domain/people/read-session.ts';
import type { ConsentEnd } from '../../mail/oauth/consent-end.rules.ts';
import { type ConsentingStaff, consentReturnPath, createMailboxConsent } from '../../mail/oauth/mailbox-consent.ts';
import { asHtml } from './as-html.rules.ts';
import { createRateLimit } from './rate-limit.rules.ts';
import { isHttps, readCookie } from './session-cookie.rules.ts';
import type { Call, StaffCall, WebDeps } from './web.types.ts';

type Deps = Pick<WebDeps, 'withTenant' | 'across' | 'keyRing' | 'log' | 'webUrl'>;

const addressBody = z.strictObject({ address: z.string().max(320) });
/** Returns of one visitor in a minute: each is a look-up. */
const perVisitor = 30;

/** Connecting mailboxes by consent. The state is in the provider's address and in a cookie of the browser that began; neither is logged. */
export function mailboxConsentPages(deps: Deps) {
  const consent = createMailboxConsent(deps);
  const limit = createRateLimit(perVisitor);
  const cookieName = `${isHttps(deps.webUrl) ? '__Secure-' : ''}deskhand-mailbox`;
  // The provider sends the browser back from another site, and only a lax cookie comes along. No other page gets to see it.
  const flags = { httpOnly: true, sameSite: 'lax', secure: isHttps(deps.webUrl), path: consentReturnPath } as const;
  return {
    look: async ({ request, response, user }: StaffCall): Promise<void> => {
      response.json(await consent.look(consenting(user), parseInput(addressBody, request.body).address));
    },
    begin: async ({ request, response, user }: StaffCall): Promise<void> => {
      const { url, state } = await consent.begin(consenting(user), parseInput(addressBody, request.body).address);
      response.cookie(cookieName, state, { ...flags, maxAge: consent.minutes * 60_000 });
      response.json({ url });
    },
    finish: async ({ request, response }: Call): Promise<void> => {
      const tooOften = { kind: 'refused', words: 'That was too often. Try again in a minute.' } as const;
      const isAllowed = limit.allows(request.ip ?? '', Date.now());
      const cookie = readCookie(request.headers.cookie, cookieName);
      const end = isAllowed ? await consent.finish({ ...returned(request.query), cookie }) : tooOften;
      response.clearCookie(cookieName, flags).status(end.kind === 'connected' ? 200 : isAllowed ? 400 : 429);
      // The address of this page holds the code: nobody may be told it.
      response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' });
      response.type('text/html').send(endPage(end));
    },
  };
}

function returned(query: Record<string, unknown>): { state: string | null; code: string | null; error: string | null } {
  const once = (name: string): string | null => (typeof query[name] === 'string' ? query[name] : null);
  return { state: once('state'), code: once('code'), error: once('error') };
}

function consenting({ tenantId, userId, name }: SignedIn): ConsentingStaff {
  return { tenantId, userId, name };
}

/** What the person sees who comes back; nothing of the request is in it. */
function endPage(end: ConsentEnd): string {
  if (end.kind === 'refused') return page('Not connected', [end.words]);
  const { address, account, provider, warning } = end;
  const done = `Deskhand fetches and sends its mail with ${provider}${account === null ? '' : `, connected as ${account}`}. You can close this page.`;
  return page(`${address} is connected${account === null ? '' : ` as ${account}`}`, [done, ...(warning === null ? [] : [warning])]);
}

function page(title: string, words: string[]): string {
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta name="robots" content="noindex"><title>${asHtml(title)} · Deskhand</title><link rel="stylesheet" href="/page/page.css"></head>`,
    `<body><main class="gate"><h1>${asHtml(title)}</h1>${words.map((text) => `<p role="status">${asHtml(text)}</p>`).join('')}</main></body></html>`,
  ].join('\n');
}
