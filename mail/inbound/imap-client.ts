import { ImapFlow } from 'imapflow';
import { AppError } from '../../domain/errors.ts';
import type { ServerSettings } from '../../domain/mailboxes/mailboxes.types.ts';
import { isThisMachine } from '../this-machine.rules.ts';

/** With an access token the sign-in is OAUTHBEARER (RFC 7628) or XOAUTH2, whichever the server offers. */
export type ImapLogin = { settings: ServerSettings } & ({ password: string } | { accessToken: string });
export type ImapTimeouts = { connectMs: number; silenceMs: number; maxIdleMs: number };

// Far above any mail, and low enough that a hostile server cannot fill the memory.
const longestAnswerBytes = 134_217_728;

/**
 * Opens one IMAP connection and signs in. Nothing is followed: the host and port of the settings, nothing a server suggests. IDLE is begun by its
 * user, at once after each batch (the client's own delay is 15 s). Rejects with the client's error; the connection is closed then.
 */
export async function openImap({ settings, ...secret }: ImapLogin, timeouts: ImapTimeouts): Promise<ImapFlow> {
  if (settings.user === null)
    throw new AppError('not_configured', {
      message: 'imap without user',
      userMessage: 'The mailbox has no user name for its mail server. Enter it.',
    });
  const client = new ImapFlow({
    host: settings.host,
    port: settings.port,
    secure: settings.secure,
    auth: { user: settings.user, ...('password' in secret ? { pass: secret.password } : { accessToken: secret.accessToken }) },
    // A token goes over an encrypted connection only, unless the server is this machine.
    ...('accessToken' in secret && !settings.secure && !isThisMachine(settings.host) ? { doSTARTTLS: true } : {}),
    logger: false,
    clientInfo: { name: 'Deskhand' },
    disableAutoIdle: true,
    maxIdleTime: timeouts.maxIdleMs,
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.connectMs,
    socketTimeout: timeouts.silenceMs,
    maxLineLength: longestAnswerBytes,
    maxLiteralSize: longestAnswerBytes,
    maxResponseSize: longestAnswerBytes * 2,
  });
  // Without a listener an error between two commands would end the process; the next command reports it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

/** Opens the inbox for reading only: no mail can be marked, moved or deleted over it, not even by mistake. */
export async function openInbox(client: ImapFlow): Promise<{ uidValidity: string; uidNext: number; exists: number }> {
  const box = await client.mailboxOpen('INBOX', { readOnly: true });
  return { uidValidity: String(box.uidValidity), uidNext: Number(box.uidNext ?? 0), exists: box.exists };
}
