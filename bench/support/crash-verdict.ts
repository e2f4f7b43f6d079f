import type { StreamMail } from './crash-stream.ts';
import type { Counter } from './desk.ts';
import type { SunkMail } from './sink.ts';

/** What the database and the receiving server say in the end. `faults` is empty when every promise was kept. */
export type Verdict = {
  faults: string[];
  inbound: number;
  messages: number;
  tickets: number;
  acknowledged: number;
  uncertain: { arrived: number; missing: number };
};

type Inbound = { id: string; state: string; mail_id: string | null; door: string; attempts: number };
type Message = { mail_message_id: string; ticket_id: string };
type Delivery = { mail_message_id: string; state: string; purpose: string; address: string; in_reply_to: string | null; attempts: number };

/** Checks every mail of the stream against rows and received mails. */
export async function judge(counter: Counter, stream: StreamMail[], sunk: SunkMail[]): Promise<Verdict> {
  const inbound = await counter.rows<Inbound>(
    `select id, state, door, attempts, substring(convert_from(raw, 'UTF8') from 'Message-ID: (<[^>]+>)') as mail_id from inbound_mails`,
  );
  const messages = await counter.rows<Message>("select mail_message_id, ticket_id from ticket_messages where kind = 'mail'");
  const deliveries = await counter.rows<Delivery>(
    `select mail_message_id, state, purpose, attempts, mail->'to'->0->>'address' as address, mail->>'inReplyTo' as in_reply_to from deliveries`,
  );
  const tickets = await counter.rows<{ tenant_id: string; count: number; numbers: number; last: number }>(
    `select tenant_id, count(*)::int as count, count(distinct number)::int as numbers, max(right(number, 5)::int) as last from tickets group by tenant_id`,
  );
  const firsts = stream.filter((mail) => mail.firstMail === null);
  const settled = deliveries.filter(({ state }) => state === 'uncertain');
  const arrived = settled.filter((row) => sunk.some((mail) => mail.messageId === row.mail_message_id)).length;
  const ticketCount = tickets.reduce((sum, one) => sum + one.count, 0);
  const faults = [
    ...inboundFaults(stream, inbound),
    ...messageFaults(stream, messages),
    ...tickets
      .filter((one) => one.numbers !== one.count || one.last !== one.count)
      .map((one) => `ticket numbers of ${one.tenant_id} have gaps or doubles`),
    ...(ticketCount === firsts.length ? [] : [`${ticketCount} tickets for ${firsts.length} first mails`]),
    ...deliveryFaults(firsts, deliveries, sunk),
    ...(sunk.length === 0 ? ['nothing was sent: the run proves nothing'] : []),
  ];
  return {
    faults,
    inbound: inbound.length,
    messages: messages.length,
    tickets: ticketCount,
    acknowledged: new Set(sunk.map((mail) => mail.to)).size,
    uncertain: { arrived, missing: settled.length - arrived },
  };
}

function inboundFaults(stream: StreamMail[], rows: Inbound[]): string[] {
  const byMail = Map.groupBy(rows, (row) => row.mail_id);
  return [
    ...(rows.length === stream.length ? [] : [`${rows.length} inbound rows for ${stream.length} mails`]),
    ...stream.flatMap((mail) => exactlyOne(`inbound rows of mail ${mail.index} (${mail.way})`, byMail.get(mail.messageId)?.length ?? 0)),
    ...rows
      .filter(({ state }) => state !== 'applied')
      .map((row) => `inbound row ${row.id} by ${row.door} ended as ${row.state} after ${row.attempts} attempts`),
  ];
}

function messageFaults(stream: StreamMail[], rows: Message[]): string[] {
  const byMail = Map.groupBy(rows, (row) => row.mail_message_id);
  const ticketOf = (mail: StreamMail): string | undefined => byMail.get(mail.messageId)?.[0]?.ticket_id;
  return stream.flatMap((mail) => [
    ...exactlyOne(`messages of mail ${mail.index} (${mail.way})`, byMail.get(mail.messageId)?.length ?? 0),
    ...(mail.firstMail !== null && ticketOf(mail) !== ticketOf(mail.firstMail)
      ? [`reply ${mail.index} is not on the ticket of mail ${mail.firstMail.index}`]
      : []),
  ]);
}

function deliveryFaults(firsts: StreamMail[], deliveries: Delivery[], sunk: SunkMail[]): string[] {
  const bySender = Map.groupBy(deliveries, (row) => row.address);
  const known = new Set(deliveries.map((row) => row.mail_message_id));
  return [
    ...firsts.flatMap((mail) => senderFaults(mail, bySender.get(mail.from) ?? [], sunk)),
    ...sunk.filter((mail) => !known.has(mail.messageId)).map((mail) => `${mail.to} received ${mail.messageId}, which no delivery knows`),
    ...(deliveries.length === firsts.length ? [] : [`${deliveries.length} deliveries for ${firsts.length} entitled senders`]),
  ];
}

function senderFaults(mail: StreamMail, rows: Delivery[], sunk: SunkMail[]): string[] {
  const received = sunk.filter((one) => one.to === mail.from);
  const [row] = rows;
  if (row === undefined || rows.length !== 1) return [`${rows.length} acknowledgements queued for ${mail.from}`];
  const faults: string[] = [];
  if (received.length > 1) faults.push(`${mail.from} received ${received.length} acknowledgements`);
  if (row.state !== 'sent' && row.state !== 'uncertain') faults.push(`the acknowledgement of ${mail.from} ended as ${row.state}`);
  if (row.state === 'sent' && received.length === 0) faults.push(`the acknowledgement of ${mail.from} counts as sent and never arrived`);
  if (row.in_reply_to !== mail.messageId) faults.push(`the acknowledgement of ${mail.from} answers ${row.in_reply_to}`);
  return faults;
}

function exactlyOne(what: string, count: number): string[] {
  return count === 1 ? [] : [`${count} ${what}`];
}
