import { consentReturnPath } from '../../mail/oauth/mailbox-consent.ts';
import { showAsSent } from './as-sent.routes.ts';
import { pressAction, sayText, showCommands } from './console.routes.ts';
import { sendSampleMail, showCustomerMail, showCustomers, showSamples } from './demo.routes.ts';
import { asSentPath } from './download-link.ts';
import { sendFile } from './file.routes.ts';
import { showHealth, showMetrics, showReadiness } from './health.routes.ts';
import type { PageFiles } from './load-page-files.ts';
import { mailHookPath, receiveMailHook } from './mail-hook.routes.ts';
import { mailboxConsentPages } from './mailbox-consent.routes.ts';
import { readNotifications, showNotifications, showUnread } from './notification.routes.ts';
import { showMail, showOutbox } from './outbox.routes.ts';
import { sendPage } from './page.routes.ts';
import { satisfactionPages } from './satisfaction.routes.ts';
import { showMe, signIn, signOut, signOutEverywhere } from './session.routes.ts';
import { receiveSlack } from './slack-events.routes.ts';
import { slackPages } from './slack-install.routes.ts';
import { unsubscribePages } from './unsubscribe.routes.ts';
import type { Call, Route, StaffCall, WebDeps } from './web.types.ts';

/** Where Slack sends events, presses, forms, commands and type-ahead. */
export const slackEventsPath = '/slack/events';

/** Every route and who may call it. A request that no line names is refused before any handler. */
export function routeTable(deps: WebDeps, pages: PageFiles): Route[] {
  const satisfaction = satisfactionPages(deps);
  const slack = slackPages(deps);
  const mailboxes = mailboxConsentPages(deps);
  const unsubscribe = unsubscribePages(deps);
  return [
    open('get', '/healthz', showHealth),
    open('get', '/readyz', showReadiness(deps)),
    open('get', '/metrics', showMetrics(deps)),

    open('get', '/', sendPage(pages, 'index.html')),
    open('get', '/sign-in', sendPage(pages, 'sign-in.html')),
    // A link to a ticket: the console opens it for whoever is signed in.
    open('get', '/t/:number', sendPage(pages, 'index.html')),
    open('get', '/page/:file', sendPage(pages)),
    // The signature in the token is the permission; it names one person, whose rights are read again.
    open('get', '/files/:token', sendFile(deps)),
    open('get', `${asSentPath}/:token`, showAsSent(deps)),

    // A signed link of a satisfaction question. It carries nobody's rights, and looking at it changes nothing.
    open('get', '/rate/:token', satisfaction.show),
    open('post', '/rate/:token', satisfaction.vote),

    // The signature in the link is the permission: mail programs end mails for their reader without a browser (RFC 8058).
    open('get', '/unsubscribe/:token', unsubscribe.show),
    signed('post', '/unsubscribe/:token', unsubscribe.stop),

    // Slack's signature over the raw body is the permission.
    signed('post', slackEventsPath, receiveSlack(deps)),

    // A mail service proves itself with its door's secret; the token says which door.
    signed('post', `${mailHookPath}:token`, receiveMailHook(deps)),
    signed('post', `${mailHookPath}:token/mime`, receiveMailHook(deps)),

    // Slack sends a browser here with nothing of ours but the cookie that an installation was begun with; the state it brings back is good once.
    open('get', '/slack/install', slack.begin),
    open('get', '/slack/oauth_redirect', slack.finish),
    open('get', '/slack', sendPage(pages, 'slack.html')),
    open('get', '/slack/claim', sendPage(pages, 'slack-claim.html')),
    open('get', '/slack/link', sendPage(pages, 'slack-link.html')),

    // A provider sends the browser back here with nothing of ours but the cookie that a consent was begun with; its state is good once.
    open('get', consentReturnPath, mailboxes.finish),
    open('get', '/mailbox-oauth', sendPage(pages, 'mailbox-oauth.html')),

    open('post', '/api/session', signIn(deps)),
    staff('delete', '/api/session', 'signed-in', signOut(deps)),
    staff('delete', '/api/sessions', 'signed-in', signOutEverywhere(deps)),
    staff('get', '/api/me', 'signed-in', showMe(deps)),

    staff('get', '/api/slack', 'settings:edit', slack.show),
    staff('post', '/api/slack/install', 'settings:edit', slack.install),
    staff('post', '/api/slack/claim/look', 'settings:edit', slack.lookAtClaim),
    staff('post', '/api/slack/claim', 'settings:edit', slack.claim),
    staff('delete', '/api/slack/:id', 'settings:edit', slack.disconnect),
    // Whoever is signed in says for themselves who they are in Slack.
    staff('post', '/api/slack/link/look', 'signed-in', slack.lookAtLink),
    staff('post', '/api/slack/link', 'signed-in', slack.link),

    staff('post', '/api/mailbox-oauth/look', 'settings:edit', mailboxes.look),
    staff('post', '/api/mailbox-oauth/begin', 'settings:edit', mailboxes.begin),

    // Each command declares and checks its own permission in the command table.
    staff('get', '/api/console/commands', 'signed-in', showCommands),
    staff('post', '/api/console/say', 'signed-in', sayText(deps)),
    staff('post', '/api/console/press', 'signed-in', pressAction(deps)),
    staff('get', '/api/console/notifications', 'ticket:view', showNotifications(deps)),
    staff('get', '/api/console/notifications/unread', 'ticket:view', showUnread(deps)),
    staff('post', '/api/console/notifications/read', 'ticket:view', readNotifications(deps)),
    staff('get', '/api/console/outbox', 'ticket:view', showOutbox(deps)),
    staff('get', '/api/console/outbox/:id', 'ticket:view', showMail(deps)),
    staff('get', '/api/console/samples', 'ticket:view', showSamples(deps)),
    staff('get', '/api/console/mailbox', 'ticket:view', showCustomers(deps)),
    staff('get', '/api/console/mailbox/:id', 'ticket:view', showCustomerMail(deps)),
    staff('post', '/api/console/sample-mail', 'ticket:create', sendSampleMail(deps)),
  ];
}

function open(method: Route['method'], path: string, handle: (call: Call) => Promise<void> | void): Route {
  return { method, path, access: 'public', handle };
}

function signed(method: Route['method'], path: string, handle: (call: Call) => Promise<void> | void): Route {
  return { method, path, access: 'signed', handle };
}

function staff(
  method: Route['method'],
  path: string,
  access: Exclude<Route['access'], 'public' | 'signed'>,
  handle: (call: StaffCall) => Promise<void> | void,
): Route {
  return { method, path, access, handle };
}
