import type { Response } from 'express';
import { z } from 'zod';
import { slackManifest } from '../../bots/slack/install/manifest.rules.ts';
import type { Manifest } from '../../bots/slack/install/manifest.types.ts';
import type { SignedInStaff, SlackInstall } from '../../bots/slack/install/slack-install.ts';
import { type InstallationLine, listInstallations } from '../../domain/chat/list-installations.ts';
import { AppError, notFound } from '../../domain/errors.ts';
import { type InstallationId, isUuid } from '../../domain/ids.types.ts';
import { parseInput } from '../../domain/input.rules.ts';
import type { SignedIn } from '../../domain/people/read-session.ts';
import { createRateLimit } from './rate-limit.rules.ts';
import { actorOf } from './session.routes.ts';
import { isHttps } from './session-cookie.rules.ts';
import { installEndPage, messagePage } from './slack-page.ts';
import type { Call, StaffCall, WebDeps } from './web.types.ts';

type Deps = Pick<WebDeps, 'withTenant' | 'webUrl' | 'slackInstall'>;

const tokenBody = z.strictObject({ token: z.string().max(200) });
/** Installations that one visitor who is not signed in may begin in a minute: each is a row. */
const perVisitor = 30;
const neededSettings = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_SIGNING_SECRET'];

/** What the Slack page shows. `missing` names the settings without which nothing can be connected. */
export type SlackView = { workspaces: InstallationLine[]; missing: string[]; manifest: Manifest; advice: string[] };

/** Connecting workspaces, claiming those that were installed from Slack, and linking people. Tokens come in bodies only, never in an address. */
export function slackPages(deps: Deps) {
  const limit = createRateLimit(perVisitor);
  const isTooOften = ({ request }: Call): boolean => !limit.allows(request.ip ?? '', Date.now());
  return {
    show: async ({ response, user }: StaffCall): Promise<void> => {
      const workspaces = await deps.withTenant(user.tenantId, actorOf(user), (uow) => listInstallations(uow));
      response.json(viewOf(deps, workspaces));
    },
    install: async ({ response, user }: StaffCall): Promise<void> => {
      response.json({ url: await begin(deps, response, installerOf(user)) });
    },
    begin: async (call: Call): Promise<void> => {
      if (isTooOften(call)) return sendPage(call.response, 429, messagePage('Please wait', 'That was too often. Try again in a minute.'));
      if (deps.slackInstall === undefined)
        return sendPage(call.response, 503, messagePage('Not connected', 'Slack is not set up in this Deskhand yet.'));
      const url = await begin(deps, call.response, null);
      call.response.set('Cache-Control', 'no-store').redirect(302, url);
    },
    finish: async (call: Call): Promise<void> => {
      const slack = installOf(deps);
      const end = await slack.finish(call.request, call.response);
      call.response.removeHeader('Set-Cookie');
      call.response.clearCookie(slack.cookie.name, cookieFlags(deps.webUrl));
      // The token that claims stands behind the #, which no browser sends to a server.
      if (end.kind === 'claim') call.response.set('Cache-Control', 'no-store').redirect(303, `/slack/claim#${end.token}`);
      else sendPage(call.response, end.kind === 'refused' ? 400 : 200, installEndPage(end));
    },
    lookAtClaim: async ({ request, response }: StaffCall): Promise<void> => {
      const found = await installOf(deps).lookAtClaim(tokenOf(request.body));
      if (found === null) throw claimGone();
      response.json(found);
    },
    claim: async ({ request, response, user }: StaffCall): Promise<void> => {
      response.json(await installOf(deps).claim(tokenOf(request.body), installerOf(user)));
    },
    disconnect: async ({ request, response, user }: StaffCall): Promise<void> => {
      const id = String(request.params.id);
      if (!isUuid(id)) throw notFound('connected workspace', id.slice(0, 60));
      response.json(await installOf(deps).disconnect(installerOf(user), id as InstallationId));
    },
    lookAtLink: async ({ request, response, user }: StaffCall): Promise<void> => {
      const { name, workspace, linkedAs, linkedTo } = await installOf(deps).lookAtLink(installerOf(user), tokenOf(request.body));
      response.json({ name, workspace, linkedAs, linkedTo, you: user.name });
    },
    link: async ({ request, response, user }: StaffCall): Promise<void> => {
      response.json(await installOf(deps).link(installerOf(user), tokenOf(request.body)));
    },
  };
}

function viewOf(deps: Deps, workspaces: InstallationLine[]): SlackView {
  const socketMode = deps.slackInstall?.socketMode ?? false;
  const advice = isHttps(deps.webUrl)
    ? []
    : [
        'Slack sends people and events to https addresses only. Set WEB_URL to the https address of this Deskhand; without an inbound address for events, also set SLACK_APP_TOKEN (Socket Mode).',
      ];
  return {
    workspaces: workspaces.filter(({ platform }) => platform === 'slack'),
    missing: deps.slackInstall === undefined ? neededSettings : [],
    manifest: slackManifest({ webUrl: deps.webUrl, socketMode }),
    advice,
  };
}

async function begin(deps: Deps, response: Response, by: SignedInStaff | null): Promise<string> {
  const slack = installOf(deps);
  const { url, state } = await slack.begin(by);
  response.cookie(slack.cookie.name, state, { ...cookieFlags(deps.webUrl), maxAge: slack.cookie.minutes * 60_000 });
  return url;
}

// Slack sends the browser back from another site, and only a lax cookie comes along; the session's does not.
function cookieFlags(webUrl: string) {
  return { httpOnly: true, sameSite: 'lax', secure: isHttps(webUrl), path: '/' } as const;
}

function installOf({ slackInstall }: Deps): SlackInstall {
  if (slackInstall !== undefined) return slackInstall;
  throw new AppError('not_configured', {
    message: 'no Slack app is set up',
    userMessage: `Slack is not set up. Whoever runs Deskhand sets ${neededSettings.join(', ')} and starts it again.`,
  });
}

function installerOf({ tenantId, userId, name }: SignedIn): SignedInStaff {
  return { tenantId, userId, name };
}

function tokenOf(body: unknown): string {
  return parseInput(tokenBody, body).token;
}

function claimGone(): AppError {
  return new AppError('expired', {
    message: 'chat claim unknown',
    userMessage: 'This workspace has been claimed already or has waited too long. If it is not on your Slack page, connect it from there.',
  });
}

function sendPage(response: Response, status: number, html: string): void {
  response.status(status).set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
  response.type('text/html').send(html);
}
