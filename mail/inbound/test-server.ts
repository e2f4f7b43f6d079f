import { createTransport } from 'nodemailer';
import type { ServerSettings } from '../../domain/mailboxes/mailboxes.types.ts';
import { openImap, openInbox } from './imap-client.ts';
import { imapTiming } from './imap-timing.types.ts';
import { classifyFailure } from './server-failure.rules.ts';

/** `detail` says what was found, or what to change. */
export type ServerTest = { ok: boolean; detail: string };

const waitMs = 10_000;

/** Signs in to an IMAP server and opens the inbox; nothing there is changed. Answers within some twenty seconds and never throws. */
export async function testImap(settings: ServerSettings, password: string): Promise<ServerTest> {
  try {
    const client = await openImap({ settings, password }, { ...imapTiming, connectMs: waitMs, silenceMs: waitMs });
    try {
      const { exists } = await openInbox(client);
      return { ok: true, detail: `Signed in to ${settings.host}. The inbox holds ${exists} ${exists === 1 ? 'mail' : 'mails'}.` };
    } finally {
      client.close();
    }
  } catch (error) {
    return { ok: false, detail: classifyFailure(error, settings).reason };
  }
}

/** Greets an SMTP server and signs in when there is a user; no mail is sent. Answers within some thirty seconds and never throws. */
export async function testSmtp(settings: ServerSettings, password: string): Promise<ServerTest> {
  const { host, port, secure, user } = settings;
  const transport = createTransport({
    host,
    port,
    secure,
    ...(user === null ? {} : { auth: { user, pass: password } }),
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    dnsTimeout: waitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.verify();
    return { ok: true, detail: user === null ? `${host} answers.` : `Signed in to ${host}.` };
  } catch (error) {
    return { ok: false, detail: classifyFailure(error, settings).reason };
  } finally {
    transport.close();
  }
}
