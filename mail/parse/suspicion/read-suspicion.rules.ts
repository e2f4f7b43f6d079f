import type { Suspicion } from '../../../domain/mailboxes/suspicion.types.ts';
import type { MailHeaders } from '../header-lines.rules.ts';
import { withoutAccents } from '../plain-letters.rules.ts';
import { providerDomains, serviceNames, silentNames } from './sign-in-senders.rules.ts';
import { codeWords, signInWords } from './sign-in-words.rules.ts';
import { readSpamHeaders } from './spam-headers.rules.ts';

/** What is looked at: `from` is the first From address, lower case; `subject` decoded. */
export type SuspicionFacts = { headers: MailHeaders; subject: string; from: string | null };

/**
 * Why a person should see the mail before a ticket does: a filter's or scanner's header, or a service's sign-in mail. It can only hold a mail back: a header that calls
 * it clean, and the absence of all of them, say nothing.
 */
export function readSuspicion(facts: SuspicionFacts): Suspicion | null {
  return readSpamHeaders(facts.headers) ?? readSignIn(facts);
}

/** A service's sign-in, sign-up, confirmation or invitation mail: whoever reads it is let in (helpdesk.md section 4, row 6). */
export function readSignIn({ subject, from }: Pick<SuspicionFacts, 'subject' | 'from'>): Suspicion | null {
  const at = from?.lastIndexOf('@') ?? -1;
  if (from === null || at < 1) return null;
  const [name, domain] = [from.slice(0, at), from.slice(at + 1)];
  const plain = withoutAccents(subject.slice(0, 300));
  if (isProvider(domain) && serviceNames.test(name)) {
    const word = signInPattern.exec(plain)?.[0];
    if (word !== undefined) return { kind: 'sign_in', by: domain, why: word };
  }
  if (!silentNames.test(name) || !/(?<!\d)\d{4,8}(?!\d)|\b[A-Z0-9]{3}-[A-Z0-9]{3}\b/.test(subject)) return null;
  const code = codePattern.exec(plain)?.[0];
  return code === undefined ? null : { kind: 'sign_in', by: domain, why: code };
}

function isProvider(domain: string): boolean {
  const labels = domain.split('.');
  return labels.some((_label, i) => providers.has(labels.slice(i).join('.')));
}

const providers = new Set(providerDomains);
const signInPattern = anyOf(signInWords);
const codePattern = anyOf(codeWords);

/** Any of the phrases; in scripts that put spaces between words, only from the beginning of one. */
function anyOf(phrases: readonly string[]): RegExp {
  const parts = phrases
    .map(withoutAccents)
    .map((phrase) => (/^[a-z0-9\p{Script=Greek}\p{Script=Cyrillic}]/u.test(phrase) ? `(?<![\\p{L}\\p{N}])${phrase}` : phrase));
  return new RegExp(parts.join('|'), 'u');
}
