import { z } from 'zod';
import { listContacts } from '../../domain/customers/list-contacts.ts';
import { AppError, notFound } from '../../domain/errors.ts';
import { parseInput } from '../../domain/input.rules.ts';
import { listMailboxes } from '../../domain/mailboxes/list-mailboxes.ts';
import type { MailAddress } from '../../domain/mailboxes/parsed-mail.types.ts';
import type { SignedIn } from '../../domain/people/read-session.ts';
import type { ReceivedMail } from '../demo/customer-mailbox.ts';
import { sampleKinds, sampleLabels, sampleMail } from '../demo/sample-mails.rules.ts';
import type { CustomerMail } from '../demo/send-customer-mail.ts';
import { notHere } from './not-here.ts';
import { actorOf } from './session.routes.ts';
import type { DemoDoor, StaffCall, WebDeps } from './web.types.ts';

type DemoDeps = Pick<WebDeps, 'withTenant' | 'demo'>;

/** Somebody the tenant does not know: what an unknown sender's mail becomes can be tried as well. */
const stranger = { address: 'sam.stranger@elsewhere.example', name: 'Sam Stranger', customer: null };
const sampleBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(sampleKinds), from: z.string().max(320), to: z.string().max(320).optional() }),
  z.strictObject({ kind: z.literal('reply'), mailId: z.string().max(80), text: z.string().trim().min(1).max(20_000) }),
]);

/** What can be sent: the tenant's mailboxes, its customers' people, the kinds of mail. */
export function showSamples(deps: DemoDeps) {
  return async ({ response, user }: StaffCall): Promise<void> => {
    demoOf(deps);
    const { mailboxes, people } = await peopleOf(deps, user);
    response.json({ mailboxes, customers: people, samples: sampleLabels() });
  };
}

/** Mails the demo customers received from this tenant's mailboxes, newest first. */
export function showCustomers(deps: DemoDeps) {
  return async ({ response, user }: StaffCall): Promise<void> => {
    const demo = demoOf(deps);
    response.json({ mails: demo.mailbox.list({ from: await ownAddresses(deps, user) }).slice(0, 50) });
  };
}

/** One of those mails with its text. */
export function showCustomerMail(deps: DemoDeps) {
  return async ({ request, response, user }: StaffCall): Promise<void> => {
    response.json(await receivedMail(deps, user, String(request.params.id)));
  };
}

/** Sends a sample, or a customer's reply to a received mail, through the real SMTP door. */
export function sendSampleMail(deps: DemoDeps) {
  return async ({ request, response, user }: StaffCall): Promise<void> => {
    const demo = demoOf(deps);
    const body = parseInput(sampleBody, request.body);
    const mail = body.kind === 'reply' ? replyTo(await receivedMail(deps, user, body.mailId), body.text) : await sampleOf(deps, user, body);
    await demo.send(mail).catch((cause: unknown) => {
      throw doorFailed(cause);
    });
    response.status(202).json({ from: mail.from, to: mail.to, subject: mail.subject });
  };
}

async function sampleOf(
  deps: DemoDeps,
  user: SignedIn,
  wanted: { kind: (typeof sampleKinds)[number]; from: string; to?: string | undefined },
): Promise<CustomerMail> {
  const { mailboxes, people } = await peopleOf(deps, user);
  const from = people.find((person) => person.address === wanted.from.toLowerCase());
  const to = wanted.to === undefined ? mailboxes[0] : mailboxes.find((address) => address === wanted.to);
  if (from === undefined) throw notFound('demo customer', wanted.from);
  if (to === undefined) throw notFound('mailbox', wanted.to ?? 'of this company');
  const { subject, text, attachment } = sampleMail(wanted.kind, from.name);
  const files =
    attachment === undefined ? [] : [{ filename: attachment.filename, contentType: 'text/plain', content: Buffer.from(attachment.text) }];
  return { from: { name: from.name, address: from.address }, to, subject, text, attachments: files };
}

/** The reply a mail program would write: to Reply-To, threaded, with the mail it answers quoted below. */
function replyTo(mail: ReceivedMail, text: string): CustomerMail {
  const quoted = mail.text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
  const sender = mail.from.name || mail.from.address;
  return {
    from: { name: '', address: mail.to[0] ?? '' },
    to: mail.replyTo,
    subject: /^re:/i.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`,
    text: `${text}\n\nOn ${mail.receivedAt.slice(0, 10)}, ${sender} wrote:\n${quoted}\n`,
    inReplyTo: mail.messageId,
    references: [...mail.references, ...(mail.messageId === null ? [] : [mail.messageId])],
  };
}

async function receivedMail(deps: DemoDeps, user: SignedIn, id: string): Promise<ReceivedMail> {
  const demo = demoOf(deps);
  const own = await ownAddresses(deps, user);
  const mail = await demo.mailbox.read(id);
  if (mail === null || !own.includes(mail.from.address)) throw notHere('mail');
  return mail;
}

async function ownAddresses(deps: DemoDeps, user: SignedIn): Promise<string[]> {
  const mailboxes = await deps.withTenant(user.tenantId, actorOf(user), (uow) => listMailboxes(uow));
  return mailboxes.map((mailbox) => mailbox.address);
}

async function peopleOf(
  deps: DemoDeps,
  user: SignedIn,
): Promise<{ mailboxes: string[]; people: (MailAddress & { customer: string | null })[] }> {
  return deps.withTenant(user.tenantId, actorOf(user), async (uow) => {
    const mailboxes = (await listMailboxes(uow)).filter((mailbox) => mailbox.enabled).map((mailbox) => mailbox.address);
    const contacts = (await listContacts(uow)).slice(0, 30);
    const people = contacts.flatMap(({ addresses, name, customer }) =>
      addresses.slice(0, 1).map((address) => ({ address, name, customer })),
    );
    return { mailboxes, people: [...people, stranger] };
  });
}

function demoOf(deps: Pick<WebDeps, 'demo'>): DemoDoor {
  if (deps.demo !== undefined) return deps.demo;
  throw notHere('page');
}

function doorFailed(cause: unknown): AppError {
  const { responseCode } = cause as { responseCode?: number };
  const answer = responseCode === undefined ? 'it did not answer' : `it answered ${responseCode}`;
  return new AppError('unavailable', {
    message: `the SMTP door did not take a sample mail: ${answer}`,
    userMessage: `The mail was not taken by the SMTP door: ${answer}. Is the mail role running? Try again.`,
    cause,
  });
}
