import type { InviteMethod, MailInvite } from '../mailboxes/mail-invite.types.ts';
import type { ParsedMail } from '../mailboxes/parsed-mail.types.ts';

const titles: Readonly<Record<InviteMethod, string>> = {
  request: 'Invitation',
  publish: 'Appointment',
  reply: 'Answer to an invitation',
  cancel: 'Cancelled appointment',
  counter: 'Another time proposed',
  declinecounter: 'Proposed time refused',
  refresh: 'Invitation asked for again',
  add: 'Further dates of an appointment',
};

/**
 * Lines that stand above a mail's text on its ticket: the appointment it brings, with its date in words and what was answered, and that it is encrypted.
 * Empty for most mails.
 */
export function mailNotes({ invite, protection, text }: Pick<ParsedMail, 'invite' | 'protection' | 'text'>): string[] {
  const notes = invite === null ? [] : inviteLines(invite);
  // A mail without any readable part says so in its own text.
  if (protection?.kind === 'encrypted' && !text.startsWith('This mail is encrypted'))
    notes.push(`This mail is encrypted (${protection.by === 'pgp' ? 'PGP' : 'S/MIME'}).`);
  return notes;
}

function inviteLines(invite: MailInvite): string[] {
  const title = invite.summary === '' ? titles[invite.method] : `${titles[invite.method]}: ${invite.summary}`;
  const answer = invite.answer === null ? [] : [`Answer: ${invite.answer}`];
  const when = invite.when === '' ? [] : [`When: ${invite.when}${invite.recurring === null ? '' : `, ${invite.recurring}`}`];
  return [title, ...answer, ...when, ...(invite.location === '' ? [] : [`Where: ${invite.location}`])];
}

/** A mail's text below its notes. */
export function withNotes(notes: readonly string[], text: string): string {
  return notes.length === 0 ? text : `${notes.join('\n')}\n\n${text}`.trimEnd();
}
