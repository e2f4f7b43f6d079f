import { randomBytes } from 'node:crypto';
import type { FakePerson } from './fake-slack.types.ts';
import { type Json, textOf } from './json.ts';
import { type Install, type SlackState, type Token, type Workspace, workspaceOf } from './slack-state.ts';
import { Refused } from './web-call.ts';

/** Tokens that rotate live for twelve hours: https://docs.slack.dev/authentication/using-token-rotation */
const lifeSeconds = 43_200;
const codeMs = 10 * 60_000;

/** The app in the workspace, or in its whole organisation; the same one again when it is installed again. */
export function installApp(state: SlackState, workspace: Workspace, orgWide: boolean): Install {
  const { enterpriseId, teamId, botUserId, botId } = workspace;
  if (orgWide && enterpriseId === null) throw new Error(`${workspace.name} belongs to no organisation`);
  const there = state.installs.find((each) => (orgWide ? each.orgWide && each.enterpriseId === enterpriseId : each.teamId === teamId));
  if (there !== undefined) return Object.assign(there, { live: true });
  const install: Install = { orgWide, enterpriseId, teamId: orgWide ? null : teamId, botUserId, botId, live: true };
  state.installs.push(install);
  return install;
}

/** A new access token, with a refresh token when tokens rotate. */
export function issueToken(state: SlackState, install: Install): { token: Token; refreshToken: string | null } {
  const { rotation } = state.options;
  const value = `${rotation ? 'xoxe.xoxb-1' : 'xoxb'}-${randomBytes(18).toString('hex')}`;
  const token: Token = { value, install, expiresAt: rotation ? Date.now() + lifeSeconds * 1000 : null, revoked: false };
  state.tokens.set(value, token);
  const refreshToken = rotation ? `xoxe-1-${randomBytes(18).toString('hex')}` : null;
  if (refreshToken !== null) state.refreshTokens.set(refreshToken, install);
  return { token, refreshToken };
}

/** What the person's browser does at the authorise address: says yes (or no), and is sent back to the app. */
export function consentTo(state: SlackState, url: URL, person: FakePerson, more: { orgWide?: boolean; deny?: boolean }): string {
  const { searchParams: asked } = url;
  if (asked.get('client_id') !== state.settings.clientId) throw new Error(`Slack knows no app ${asked.get('client_id')}`);
  const scope = asked.get('scope') ?? '';
  if (scope === '' && (asked.get('user_scope') ?? '') === '') throw new Error('Slack shows an error: the app asks for no scope');
  const back = asked.get('redirect_uri');
  if (back === null) throw new Error('the address has no redirect_uri, and the double knows no configured one');
  const location = new URL(back);
  const given = asked.get('state');
  if (given !== null) location.searchParams.set('state', given);
  if (more.deny === true) {
    location.searchParams.set('error', 'access_denied');
    return location.toString();
  }
  const code = randomBytes(16).toString('hex');
  const workspace = workspaceOf(state, person.team);
  if (more.orgWide === true && workspace.enterpriseId === null) throw new Error(`${workspace.name} belongs to no organisation`);
  state.codes.set(code, { person, orgWide: more.orgWide === true, used: false, expiresAt: Date.now() + codeMs, redirectUri: back, scope });
  location.searchParams.set('code', code);
  return location.toString();
}

/** `oauth.v2.access`: a code or a refresh token, each good for one exchange. */
export function access(state: SlackState, args: Json, basic: string | null): Json {
  const [id, secret] = basic === null ? [args.client_id, args.client_secret] : Buffer.from(basic, 'base64').toString().split(':');
  if (id !== state.settings.clientId) throw new Refused('invalid_client_id');
  if (secret !== state.settings.clientSecret) throw new Refused('bad_client_secret');
  if (args.grant_type === 'refresh_token') return refresh(state, args);
  const code = state.codes.get(textOf(args.code) ?? '');
  if (code === undefined || Date.now() > code.expiresAt) throw new Refused('invalid_code');
  if (code.used) throw new Refused('code_already_used');
  if (args.redirect_uri !== code.redirectUri) throw new Refused('bad_redirect_uri');
  code.used = true;
  const install = installApp(state, workspaceOf(state, code.person.team), code.orgWide);
  return tokenBody(state, install, code.scope, code.person.id);
}

function refresh(state: SlackState, args: Json): Json {
  const given = textOf(args.refresh_token) ?? '';
  const install = state.refreshTokens.get(given);
  if (install === undefined || !install.live) throw new Refused('invalid_refresh_token');
  state.refreshTokens.delete(given);
  return tokenBody(state, install, '', null);
}

function tokenBody(state: SlackState, install: Install, scope: string, userId: string | null): Json {
  const { token, refreshToken } = issueToken(state, install);
  const workspace = install.teamId === null ? null : workspaceOf(state, install.teamId);
  const enterprise = [...state.enterprises.values()].find((each) => each.id === install.enterpriseId);
  return {
    access_token: token.value,
    token_type: 'bot',
    scope,
    bot_user_id: install.botUserId,
    app_id: state.settings.appId,
    team: workspace === null ? null : { id: workspace.teamId, name: workspace.name },
    enterprise: enterprise === undefined ? null : { id: enterprise.id, name: enterprise.name },
    is_enterprise_install: install.orgWide,
    ...(userId === null ? {} : { authed_user: { id: userId } }),
    ...(refreshToken === null ? {} : { refresh_token: refreshToken, expires_in: lifeSeconds }),
  };
}
