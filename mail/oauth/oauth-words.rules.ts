import type { OauthClient } from '../../domain/mailboxes/mailbox-oauth.types.ts';
import { providerName } from '../../domain/mailboxes/oauth-providers.rules.ts';
import { isAboutClient } from './token-answer.rules.ts';

type About = Pick<OauthClient, 'provider' | 'tokenUrl' | 'flow'> & { address: string };

/** What admins are told when the provider refuses to give tokens: what happened and what to do. */
export function refusalWords(about: About, code: string, detail: string | null): string {
  const name = providerName(about);
  const note = ` (${name} says ${[code, detail].filter((one) => one !== null).join(', ')}.)`;
  const command = `deskhand mailboxes oauth ${about.address}`;
  if (code === 'invalid_client' || code === 'unauthorized_client')
    return `${name} does not accept the client id or client secret of Deskhand's registration; secrets end after a set time. Make a new secret there and enter it: ${command} --new-secret.${note}`;
  if (isAboutClient(code))
    return `${name} refuses what Deskhand asks for ${about.address}. Check the permissions of the registration there, then set it up again: ${command} --provider …${note}`;
  if (about.flow === 'app')
    return `${name} gives the application no token for ${about.address}. Check its permissions and the admin's consent there, then run: ${command}.${note}`;
  return `${name} has ended Deskhand's access to ${about.address}: it was taken back, its password was changed, or it was not used for long. An admin connects it again; ${command} prints the link.${note}`;
}

/** What is shown while the provider's server of tokens cannot be reached or is busy. */
export function unreachableWords(about: Pick<About, 'provider' | 'tokenUrl'>): string {
  return `${providerName(about)} gives no sign-in for this mailbox at the moment. Deskhand tries again by itself; if this stays, check that it may reach ${new URL(about.tokenUrl).hostname}.`;
}
