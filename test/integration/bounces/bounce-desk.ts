import { returnAddress } from '../../../domain/deliveries/return-address.rules.ts';
import type { BounceRecipient } from '../../../domain/mailboxes/bounce-report.types.ts';
import type { ParsedMail } from '../../../domain/mailboxes/parsed-mail.types.ts';
import type { Filed } from '../../../domain/tickets/file-mail.types.ts';
import type { TestTenant } from '../../support/desk.ts';
import { mailFrom, receive, testKeys } from '../../support/mails.ts';
import { button, type CommandDesk, mailsOf } from '../commands/command-desk.ts';

/** A mail of ours that went to a customer, with the address its bounces come back to. */
export type SentReply = { number: string; messageId: string; returnTo: string };

/** A ticket of that customer and a reply to it by an agent; the ticket waits for the customer. */
export async function repliedTo(c: CommandDesk, customer: string, cc: string[] = []): Promise<SentReply> {
  const number = await c.mail(customer, { subject: `From ${customer}`, cc: cc.map((address) => ({ name: '', address })) });
  return answer(c, number);
}

/** One more reply on a ticket. */
export async function answer(c: CommandDesk, number: string): Promise<SentReply> {
  const draft = await c.say(`reply ${number} We are on it.`);
  await c.press(button(draft, 'Send'));
  const sent = (await mailsOf(c, number, 'reply')).at(-1);
  const [row] = await c.rows<{ ref: string }>('select return_ref as ref from deliveries where mail_message_id = ?', [
    sent?.mail_message_id,
  ]);
  return {
    number,
    messageId: sent?.mail_message_id ?? '',
    returnTo: returnAddress(c.desk.one.mailboxAddress, c.desk.one.id, row?.ref ?? '', testKeys),
  };
}

/** What a report says of a recipient; a hard "user unknown" unless told otherwise. */
export function reported(address: string | null, over: Partial<BounceRecipient> = {}): BounceRecipient {
  return {
    address,
    status: '5.1.1',
    reply: '550',
    action: 'failed',
    hard: true,
    reason: 'userunknown',
    diagnostic: '550 no such user',
    ...over,
  };
}

/** What a full mailbox says. */
export const full = { status: '4.2.2', reply: '452', hard: false, reason: 'mailboxfull' } as const;

/** A delivery report of a mail server. */
export function report(recipients: BounceRecipient[], over: Partial<ParsedMail> & { about?: string | null } = {}): ParsedMail {
  const { about = null, ...rest } = over;
  return mailFrom('mailer-daemon@relay.example', {
    subject: 'Undelivered Mail Returned to Sender',
    kind: 'bounce',
    noAutoAnswerReason: 'a bounce report',
    bounce: { recipients, originalMessageId: about },
    ...rest,
  });
}

/** Files a mail that came to an address of a tenant. */
export function arrive(c: CommandDesk, mail: ParsedMail, to: string, tenant: TestTenant = c.desk.one): Promise<Filed> {
  return receive(c.desk, tenant, mail, to);
}
