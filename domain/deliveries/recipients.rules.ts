import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';

/** What a person changed about the Cc line. */
export type CcChange = { add: MailAddress[]; remove: string[] };

/** Most addresses one mail of ours goes to. */
export const maxRecipients = 20;

/** The Cc line after a change: removed addresses gone, added ones last, nobody twice and nobody who is a recipient already. */
export function changeCc(to: MailAddress[], cc: MailAddress[], change: CcChange): MailAddress[] {
  const removed = new Set(change.remove.map((address) => address.toLowerCase()));
  const seen = new Set(to.map((person) => person.address));
  return [...cc, ...change.add].filter(({ address }) => {
    if (removed.has(address) || seen.has(address)) return false;
    seen.add(address);
    return true;
  });
}

/** `Jane Doe <jane@acme.example>` or the bare address, in words for people. */
export function shownAddress(person: MailAddress): string {
  return person.name === '' ? person.address : `${person.name} <${person.address}>`;
}
