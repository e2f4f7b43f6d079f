import type { Card, CardAction } from '../../cards/card.types.ts';

/** A call that failed, in words for the person. `status` 0: the server was not reached. */
export class CallFailure extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export type Me = {
  user: { name: string; email: string; role: string };
  tenant: { name: string };
  permissions: string[];
  demo: boolean;
};
/** A command as help lists it: its name, other names, how it is said, examples. */
export type CommandHelp = { name: string; usage: string; hint: string | null; synonyms: string[]; examples: string[] };
export type Address = { name: string; address: string };
export type OutboxLine = {
  id: string;
  purpose: string;
  state: string;
  ticket: string | null;
  to: Address[];
  cc: Address[];
  subject: string;
  queuedAt: string;
};
export type OutboxMail = {
  id: string;
  text: string;
  lastResult: string | null;
  files: { id: string; filename: string; size: number; href: string }[];
};
export type NoticeLine = { id: string; text: string; ticket: string; subject: string; at: string; isRead: boolean };
export type ReceivedLine = { id: string; receivedAt: string; from: Address; to: string[]; subject: string };
export type ReceivedMail = ReceivedLine & { text: string };
export type Samples = {
  mailboxes: string[];
  customers: (Address & { customer: string | null })[];
  samples: { kind: string; label: string }[];
};
export type SampleWish = { kind: string; from: string; to?: string } | { kind: 'reply'; mailId: string; text: string };

export const me = (): Promise<Me> => call('GET', '/api/me');
export const signIn = (token: string): Promise<unknown> => call('POST', '/api/session', { token });
export const signOut = (): Promise<unknown> => call('DELETE', '/api/session');
export const commands = (): Promise<{ commands: CommandHelp[] }> => call('GET', '/api/console/commands');
export const say = (text: string, commandId: string, ticket: string | null): Promise<Card> =>
  call<{ card: Card }>('POST', '/api/console/say', { text, commandId, ticket }).then((answer) => answer.card);
export const press = (action: Pick<CardAction, 'op' | 'args'>, commandId: string): Promise<Card> =>
  call<{ card: Card }>('POST', '/api/console/press', { action: { op: action.op, args: action.args }, commandId }).then(
    (answer) => answer.card,
  );
export const outbox = (after: string | null = null): Promise<{ mails: OutboxLine[]; more: boolean }> =>
  call('GET', after === null ? '/api/console/outbox' : `/api/console/outbox?after=${encodeURIComponent(after)}`);
export const outboxMail = (id: string): Promise<OutboxMail> => call('GET', `/api/console/outbox/${encodeURIComponent(id)}`);
export const notices = (): Promise<{ notifications: NoticeLine[]; unread: number }> => call('GET', '/api/console/notifications');
export const unreadNotices = (): Promise<{ unread: number }> => call('GET', '/api/console/notifications/unread');
/** Marks one notice, or all with null. */
export const readNotices = (id: string | null): Promise<{ unread: number }> =>
  call('POST', '/api/console/notifications/read', id === null ? {} : { notification: id });
export const samples = (): Promise<Samples> => call('GET', '/api/console/samples');
export const mailbox = (): Promise<{ mails: ReceivedLine[] }> => call('GET', '/api/console/mailbox');
export const receivedMail = (id: string): Promise<ReceivedMail> => call('GET', `/api/console/mailbox/${encodeURIComponent(id)}`);
export const sendSample = (wish: SampleWish): Promise<{ from: Address; to: string; subject: string }> =>
  call('POST', '/api/console/sample-mail', wish);

/** What to tell the person about any failure. */
export function failureText(failure: unknown): string {
  return failure instanceof CallFailure ? failure.message : 'Something failed in this page. Load it again.';
}

/** One request to our own server; throws `CallFailure` with words for the person. */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const init: RequestInit = { method, credentials: 'same-origin', cache: 'no-store' };
  if (body !== undefined) {
    init.headers = { 'Content-Type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  const response = await fetch(path, init).catch(() => {
    throw new CallFailure(0, 'Deskhand cannot be reached right now. Check that it is running and try again.');
  });
  if (response.status === 204) return undefined as T;
  const answer = (await response.json().catch(() => null)) as { error?: { message?: string } } | null;
  if (!response.ok) throw new CallFailure(response.status, answer?.error?.message ?? `The server answered ${response.status}. Try again.`);
  return answer as T;
}
