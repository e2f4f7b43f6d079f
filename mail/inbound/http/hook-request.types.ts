import type { IncomingHttpHeaders } from 'node:http';
import type { RawMail } from '../../../domain/mailboxes/accept-mail.ts';
import type { HookBucket } from '../../../domain/mailboxes/mail-hooks.types.ts';

/** One request at an HTTP door. Nothing of it is believed before its provider's function has proved it with the door's secret. */
export type HookRequest = {
  headers: IncomingHttpHeaders;
  /** Ends with `HookRefused` (413) when it is longer than allowed. */
  body: AsyncIterable<Buffer>;
  /** As it was set up: key, `user:password`, public key or topic (`checkHookSecret`). */
  secret: string;
  now: Date;
  /** Keeps a mail while it is read. It is no mail of ours before it is committed; what stays uncommitted is swept. */
  keep: (content: AsyncIterable<Buffer>) => Promise<RawMail>;
  /** Where mails may be fetched that came by name only. */
  storage: HookBucket | null;
};

/** A mail that proved itself, with the envelope as its provider tells it. */
export type HookMail = {
  mail: RawMail;
  envelopeFrom: string | null;
  envelopeTo: string | null;
  /** The provider's own id of the mail: sent again it is the same mail. Null: the content tells. */
  providerId: string | null;
  /** Good for one content only, see `takeHookNonce`. */
  nonce: string | null;
};

/** Takes a request of one provider: the mail, or null when it was proved and carries none. Throws `HookRefused`, or a fault of ours. */
export type TakeHook = (request: HookRequest) => Promise<HookMail | null>;
