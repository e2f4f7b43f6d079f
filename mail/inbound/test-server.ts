import type { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import type { ServerSettings } from '../../domain/mailboxes/mailboxes.types.ts';
import { type TokenSource, withAccessToken } from '../oauth/with-access-token.ts';
import { neverRenews } from '../outbound/never-renews.ts';
import { isThisMachine } from '../this-machine.rules.ts';
import { openImap, openInbox } from './imap-client.ts';
import { imapTiming } from './imap-timing.types.ts';
import { classifyFailure } from './server-failure.rules.ts';

/** `detail` says what was found, or what to change. */
export type ServerTest = { ok: boolean; detail: string };

const waitMs = 10_000;

/** A password, or where access tokens come from. */
export type ServerSecret = string | TokenSource;

/** Signs in to an IMAP server and opens the inbox; nothing there is changed. Answers within some forty seconds and never throws. */
export async function testImap(settings: ServerSettings, secret: ServerSecret): Promise<ServerTest> {
  const timeouts = { ...imapTiming, connectMs: waitMs, silenceMs: waitMs };
  const byPassword = (password: string): Promise<ImapFlow> => openImap({ settings, password }, timeouts);
  const byToken = (accessToken: string): Promise<ImapFlow> => openImap({ settings, accessToken }, timeouts);
  return tested(settings, secret, async () => {
    const client = await signedIn(settings, secret, byPassword, byToken);
    try {
      const { exists } = await openInbox(client);
      return `Signed in to ${settings.host}. The inbox holds ${exists} ${exists === 1 ? 'mail' : 'mails'}.`;
    } finally {
      client.close();
    }
  });
}

/** Greets an SMTP server and signs in when there is a user; no mail is sent. Answers within some sixty seconds and never throws. */
export async function testSmtp(settings: ServerSettings, secret: ServerSecret): Promise<ServerTest> {
  const { host, user } = settings;
  return tested(settings, secret, async () => {
    if (user === null) {
      await verify(settings, {});
      return `${host} answers.`;
    }
    await signedIn(
      settings,
      secret,
      (pass) => verify(settings, { auth: { user, pass } }),
      (accessToken) =>
        verify(settings, { auth: { type: 'OAuth2', user, accessToken }, requireTLS: !settings.secure && !isThisMachine(host) }),
    );
    return `Signed in to ${host}.`;
  });
}

async function verify({ host, port, secure }: ServerSettings, signIn: object): Promise<void> {
  const transport = createTransport({
    host,
    port,
    secure,
    ...signIn,
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    dnsTimeout: waitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  neverRenews(transport);
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
}

async function signedIn<T>(
  settings: ServerSettings,
  secret: ServerSecret,
  byPassword: (password: string) => Promise<T>,
  byToken: (accessToken: string) => Promise<T>,
): Promise<T> {
  if (typeof secret === 'string') return byPassword(secret);
  return withAccessToken(secret, byToken, (error) => classifyFailure(error, settings, 'token').kind === 'refused');
}

async function tested(settings: ServerSettings, secret: ServerSecret, attempt: () => Promise<string>): Promise<ServerTest> {
  try {
    return { ok: true, detail: await attempt() };
  } catch (error) {
    return { ok: false, detail: classifyFailure(error, settings, typeof secret === 'string' ? 'password' : 'token').reason };
  }
}
