import type { MailboxOauth } from '../../domain/mailboxes/mailbox-oauth.types.ts';
import { providerName } from '../../domain/mailboxes/oauth-providers.rules.ts';
import { refusalWords, unreachableWords } from './oauth-words.rules.ts';
import { isAboutClient, type TokenAnswer } from './token-answer.rules.ts';

/** What a browser brought back: the query of its address, and the state that its cookie holds. Each is null when it was not there once. */
export type Returned = { state: string | null; code: string | null; error: string | null; cookie: string | null };

/** How a consent ended, for the person in front of the browser. */
export type ConsentEnd =
  | { kind: 'connected'; address: string; provider: string; account: string | null; warning: string | null }
  | { kind: 'refused'; words: string };

/** The one answer to a state that is used, too old, made up, or of another browser: it tells a stranger nothing. */
export const staleWords =
  'This return has been used, is older than ten minutes, or was begun in another browser. Nothing was changed. Begin again on Deskhand’s page of the mailbox.';

/** Why the provider sent the browser back without a code (RFC 6749 4.1.2.1); null when it brought one. Its own words are not shown. */
export function refusedReturn({ code, error }: Returned, oauth: MailboxOauth): string | null {
  if (error === 'access_denied') return `You did not consent, so ${oauth.address} was not connected. Begin again to change your mind.`;
  if (error !== null)
    return `${providerName(oauth)} refused the request. Check at the provider that the registration has the return address and the permissions that Deskhand’s page on mailboxes lists.`;
  return code === null || code.length > 4_096 ? staleWords : null;
}

/** Why the code brought no tokens. */
export function tokenRefusal(answer: Exclude<TokenAnswer, { kind: 'granted' }>, oauth: MailboxOauth): string {
  if (answer.kind === 'failed') return `${unreachableWords(oauth)} Nothing was changed: begin again.`;
  if (isAboutClient(answer.code)) return refusalWords(oauth, answer.code, answer.detail);
  return `${providerName(oauth)} did not accept its own answer any more, so nothing was changed. Begin again.`;
}

/**
 * What is wrong with tokens that came, or null. Without a refresh token the mailbox would work for an hour; with Google people may take the tick off at
 * the mail permission and consent to the rest (developers.google.com, “granular permissions”).
 */
export function grantFaults({ refreshToken, scopes }: Extract<TokenAnswer, { kind: 'granted' }>, oauth: MailboxOauth): string | null {
  if (refreshToken === null)
    return `${providerName(oauth)} gave access for an hour only, so nothing was changed. The registration must allow lasting access (“offline access”); with Google, take Deskhand’s access away in the account’s settings and connect again.`;
  const mail = oauth.scopes.split(' ').find((scope) => scope === 'https://mail.google.com/');
  if (mail !== undefined && scopes !== null && !scopes.includes(mail))
    return 'The permission to read and send mail was not ticked, so nothing was changed. Begin again and leave it ticked.';
  return null;
}
