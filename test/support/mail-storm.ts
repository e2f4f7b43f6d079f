import type { MailboxId, TenantId } from '../../domain/ids.types.ts';
import { seeded } from '../../domain/seeded.rules.ts';
import { shardOf } from '../../domain/tenancy/shard.rules.ts';
import { sqlRows } from '../../domain/tenancy/sql.ts';
import { createAccept } from '../../mail/inbound/accept.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { type DrainMailsDeps, drainMails } from '../../workflows/activities/drain-mails.ts';
import type { DnsTable } from './dns-table.ts';
import { markedAnswer, quotingAnswer, type StormAcknowledgement, strippedAnswer } from './mail-storm-mails.ts';

/** What a storm runs against: the real door's `accept` and the real pump, on a real database. */
export type StormGround = DrainMailsDeps & { blobs: BlobStore; company: { id: TenantId; mailboxId: MailboxId; address: string } };

/** `rounds`: how often the robots that were answered answer the answer. */
export type StormSize = { answers: number; addresses: number; rounds: number; seed: number };

/** What a storm left behind. */
export type StormFigures = {
  mails: number;
  mailsPerSecond: number;
  tickets: number;
  quarantined: number;
  unsettled: number;
  toMarked: number;
  toStripped: number;
  /** To senders whose domain disowns the mail (DMARC). */
  toForged: number;
  /** Most acknowledgements one address got. */
  mostToOne: number;
  strippedAddresses: number;
  /** A customer who wrote in the middle got a ticket of their own and an acknowledgement. */
  customerHeard: boolean;
};

const customer = 'jane@customer.example';
const actor = { kind: 'system', name: 'storm' } as const;

/**
 * Robots answer a mailbox all at once, each address in its own way: two thirds with the marks of automatic mail, a third with every header stripped. Whoever gets an
 * acknowledgement answers it with a quotation, round after round. In the middle a person writes.
 */
export async function runMailStorm(ground: StormGround, size: StormSize): Promise<StormFigures> {
  const random = seeded(size.seed);
  const { accept } = createAccept(ground);
  const { company } = ground;
  let offered = 0;
  const offer = async (raw: string, from: string): Promise<void> => {
    offered += 1;
    const facts = { door: 'smtp' as const, envelopeFrom: from, envelopeTo: company.address };
    await accept({ tenantId: company.id, mailboxId: company.mailboxId }, Buffer.from(raw), facts);
  };
  const drain = async (): Promise<void> => {
    while ((await drainMails(ground, shardOf(company.id))).more);
  };
  const began = performance.now();
  for (let round = 0; round < size.rounds; round += 1) {
    const until = Math.floor((size.answers * (round + 1)) / size.rounds);
    const loop = await acknowledgements(ground);
    for (const [i, ack] of loop.entries()) await offer(quotingAnswer(company.address, ack, i % 2 === 0), ack.to);
    while (offered < until) {
      const robot = offered % size.addresses;
      const mail =
        kindOf(robot) === 'marked'
          ? markedAnswer(company.address, addressOf(robot), offered, random)
          : strippedAnswer(company.address, addressOf(robot), offered, random);
      await offer(mail.raw, mail.envelopeFrom);
    }
    if (round === Math.floor(size.rounds / 2)) await offer(personMail(company.address), customer);
    await drain();
  }
  const seconds = (performance.now() - began) / 1000;
  return { ...(await figures(ground, size)), mails: offered, mailsPerSecond: Math.round(offered / seconds) };
}

/** All so far: a robot says the same in every round, and what it quotes is our own text. */
async function acknowledgements({ withTenant, company }: StormGround): Promise<StormAcknowledgement[]> {
  return withTenant(company.id, actor, (uow) =>
    sqlRows<StormAcknowledgement>(
      uow,
      `select mail_message_id as id, mail->'to'->0->>'address' as "to", mail->>'subject' as subject, mail->>'text' as text
       from deliveries where purpose = 'acknowledgement' and mail->'to'->0->>'address' <> ? order by first_queued_at, id`,
      [customer],
    ),
  );
}

async function figures({ withTenant, company }: StormGround, size: StormSize): Promise<Omit<StormFigures, 'mails' | 'mailsPerSecond'>> {
  return withTenant(company.id, actor, async (uow) => {
    const acks = await sqlRows<{ to: string; n: number }>(
      uow,
      `select mail->'to'->0->>'address' as "to", count(*)::integer as n from deliveries where purpose = 'acknowledgement' group by 1`,
    );
    const [counts] = await sqlRows<Pick<StormFigures, 'tickets' | 'quarantined' | 'unsettled'> & { heard: number }>(
      uow,
      `select (select count(*)::integer from tickets) as tickets,
         (select count(*)::integer from inbound_mails where state = 'quarantined') as quarantined,
         (select count(*)::integer from inbound_mails where state in ('new', 'failed')) as unsettled,
         (select count(*)::integer from tickets where requester_address = ?) as heard`,
      [customer],
    );
    const robots = acks.filter((row) => row.to !== customer);
    const sum = (kind: Robot): number => robots.filter((row) => kindOf(robotOf(row.to)) === kind).reduce((total, row) => total + row.n, 0);
    return {
      tickets: counts?.tickets ?? 0,
      quarantined: counts?.quarantined ?? 0,
      unsettled: counts?.unsettled ?? 0,
      toMarked: sum('marked'),
      toStripped: sum('stripped'),
      toForged: sum('forged'),
      mostToOne: Math.max(0, ...robots.map((row) => row.n)),
      strippedAddresses: Array.from({ length: size.addresses }, (_one, robot) => robot).filter((robot) => kindOf(robot) === 'stripped')
        .length,
      customerHeard: counts?.heard === 1 && acks.some((row) => row.to === customer && row.n === 1),
    };
  });
}

/** What the domains of the storm publish. */
export const stormRecords: DnsTable = { 'TXT _dmarc.disowned.example': [['v=DMARC1; p=reject']] };

/** The storm's figures on one line. */
export function stormLine(f: StormFigures): string {
  return [
    `mail storm: ${f.mails} mails at ${f.mailsPerSecond}/s`,
    `acknowledgements: ${f.toMarked} to marked answers, ${f.toStripped} to ${f.strippedAddresses} addresses without marks (at most ${f.mostToOne} to one), ${f.toForged} to senders that are disowned`,
    `${f.tickets} tickets, ${f.quarantined} in quarantine, ${f.unsettled} not filed`,
    `the customer in the middle ${f.customerHeard ? 'was heard' : 'WAS NOT HEARD'}`,
  ].join('; ');
}

/** What a storm must not do, in words; empty when it did nothing of it. */
export function stormFaults(f: StormFigures): string[] {
  return [
    ...(f.toMarked > 0 ? [`${f.toMarked} marked answers were acknowledged`] : []),
    ...(f.toForged > 0 ? [`${f.toForged} senders were acknowledged whose domain disowns the mail`] : []),
    ...(f.toStripped < f.strippedAddresses ? [`only ${f.toStripped} of ${f.strippedAddresses} unmarked addresses were acknowledged`] : []),
    ...(f.mostToOne > 1 ? [`one address was acknowledged ${f.mostToOne} times on one day`] : []),
    ...(f.unsettled > 0 ? [`${f.unsettled} mails were not filed`] : []),
    ...(f.customerHeard ? [] : ['the customer in the middle was not heard']),
  ];
}

type Robot = 'marked' | 'stripped' | 'forged';
// Two of six strip their marks, and a domain disowns what one of these sends in its name.
const kindOf = (robot: number): Robot => (['marked', 'marked', 'stripped', 'marked', 'marked', 'forged'] as const)[robot % 6] ?? 'marked';
const addressOf = (robot: number): string => `robot${robot}@${kindOf(robot) === 'forged' ? 'disowned.example' : 'away.example'}`;
const robotOf = (address: string): number => Number(/\d+/.exec(address)?.[0] ?? 0);

function personMail(to: string): string {
  return [
    `From: Jane Doe <${customer}>`,
    `To: ${to}`,
    'Subject: The printer on the second floor',
    'Message-ID: <person-in-the-middle@customer.example>',
    'Date: Fri, 20 Nov 2026 10:00:00 +0000',
    '',
    'It has been jammed since this morning. Could somebody have a look?',
  ].join('\r\n');
}
