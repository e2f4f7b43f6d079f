import { Readable } from 'node:stream';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import type { Logger } from '../../config/logger.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import { withoutSubAddress } from '../../domain/tickets/reply-address.rules.ts';
import type { Accept, EachOutcome, MailTarget, NamedTarget } from './accept.types.ts';
import { limitConcurrency } from './limit-concurrency.ts';
import { readUpTo } from './read-up-to.ts';
import {
  answerAll,
  answerOne,
  isRefusal,
  lookupFailed,
  type SmtpRefusal,
  storeFailed,
  tooSlow,
  unknownMailbox,
} from './smtp-answers.rules.ts';

export type SmtpTransactionOptions = {
  accept: Accept;
  across: Pick<AcrossTenants, 'unsafeMailboxByAddress'>;
  log: Logger;
  protocol: 'smtp' | 'lmtp';
  maxBytes: number;
  /** Longest time from DATA to its end, in milliseconds. */
  dataMs: number;
};

/** What the server's callbacks need: null or a value to go on, a refusal to answer with. */
export type SmtpTransactions = {
  begin(session: SMTPServerSession): void;
  recipient(session: SMTPServerSession, address: string): Promise<SmtpRefusal | null>;
  data(session: SMTPServerSession, stream: SMTPServerDataStream): Promise<string | SmtpRefusal | (string | SmtpRefusal)[]>;
};

/** The mail transactions of all connections of a door (RFC 5321 3.3; RFC 2033 for LMTP). */
export function createSmtpTransactions(options: SmtpTransactionOptions): SmtpTransactions {
  const { accept, across, log } = options;
  const limit = limitConcurrency(8);
  const known = new WeakMap<SMTPServerSession, Map<string, MailTarget>>();

  const store = async (session: SMTPServerSession, stream: SMTPServerDataStream): Promise<EachOutcome[]> => {
    const targets = recipientsOf(session).map((address): NamedTarget => {
      const target = known.get(session)?.get(address.toLowerCase());
      if (target === undefined) throw new Error('a recipient was accepted and then forgotten');
      return { ...target, envelopeTo: address };
    });
    const chosen = onePerMailbox(targets);
    const mailFrom = session.envelope.mailFrom;
    const client = { ip: session.remoteAddress, helo: String(session.hostNameAppearsAs || '').slice(0, 255) };
    const facts = { door: 'smtp' as const, envelopeFrom: mailFrom === false ? null : mailFrom.address, client };
    const outcomes = await accept.acceptEach(chosen, Readable.from(readUpTo(stream, options.maxBytes)), facts);
    return targets.map(
      (target) => outcomes[chosen.findIndex((one) => one.mailboxId === target.mailboxId)] ?? { kind: 'failed', error: null },
    );
  };

  return {
    begin: (session) => void known.set(session, new Map()),
    recipient: async (session, address) => {
      try {
        const target = await limit(() => across.unsafeMailboxByAddress(withoutSubAddress(address)));
        if (target === null) return unknownMailbox();
        known.get(session)?.set(address.toLowerCase(), target);
        return null;
      } catch (error) {
        log.error({ err: error }, 'a recipient could not be looked up');
        return lookupFailed();
      }
    },
    data: async (session, stream) => {
      let late: NodeJS.Timeout | undefined;
      const timeUp = new Promise<never>((_resolve, reject) => {
        late = setTimeout(() => {
          stream.destroy();
          reject(tooSlow());
        }, options.dataMs);
      });
      try {
        const outcomes = await Promise.race([store(session, stream), timeUp]);
        logOutcomes(log, session, outcomes, stream.byteLength);
        return options.protocol === 'lmtp' ? outcomes.map(answerOne) : answerAll([...new Set(outcomes)]);
      } catch (error) {
        log.warn({ err: error, remote: session.remoteAddress, bytes: stream.byteLength }, 'a mail was not stored');
        return isRefusal(error) ? error : storeFailed();
      } finally {
        clearTimeout(late);
      }
    },
  };
}

const recipientsOf = (session: SMTPServerSession): string[] => session.envelope.rcptTo.map((recipient) => recipient.address);

/** A mailbox named twice in one transaction gets the mail once, under the longer name: a reply address says more than the bare one. */
function onePerMailbox(targets: NamedTarget[]): NamedTarget[] {
  const byMailbox = new Map<string, NamedTarget>();
  for (const target of targets) {
    const before = byMailbox.get(target.mailboxId);
    if (before === undefined || target.envelopeTo.length > before.envelopeTo.length) byMailbox.set(target.mailboxId, target);
  }
  return [...byMailbox.values()];
}

function logOutcomes(log: Logger, session: SMTPServerSession, outcomes: EachOutcome[], bytes: number): void {
  const failed = outcomes.filter((outcome) => outcome.kind === 'failed');
  for (const outcome of failed) log.error({ err: outcome.error, bytes }, 'a mail could not be committed');
  const mails = outcomes.flatMap((outcome) => (outcome.kind === 'accepted' ? [outcome.mail] : []));
  log.info({ remote: session.remoteAddress, bytes, mails, failed: failed.length }, 'mail received');
}
