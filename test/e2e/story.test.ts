import { execFileSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ParsedMail, simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import type { Card } from '../../bots/cards/card.types.ts';
import { eventually } from '../support/eventually.ts';
import { Product } from '../support/product.ts';

const mailbox = 'support@northwind-cabling.example';
const agent = 'grace@northwind-cabling.example';
let product: Product;

beforeAll(async () => {
  product = await Product.prepare();
  await product.start();
}, 900_000);
afterAll(() => product.discard(), 60_000);

async function send(mail: {
  from: string;
  to: string;
  subject: string;
  text: string;
  inReplyTo?: string;
  messageId?: string;
}): Promise<string> {
  const door = createTransport({ host: '127.0.0.1', port: product.ports.smtp, ignoreTLS: true });
  const { response } = await door.sendMail(mail);
  return response;
}

/** Mails that the customers' own mail server received for an address. */
async function received(address: string): Promise<ParsedMail[]> {
  const folder = join(product.folder, 'demo-mailbox');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.eml')).toSorted();
  const mails = await Promise.all(names.map(async (name) => simpleParser(await product.read(join('demo-mailbox', name)))));
  return mails.filter((mail) => [mail.to].flat().some((to) => to?.text.includes(address)));
}

async function say(text: string): Promise<Card> {
  const { code, out, err } = await product.run(['say', '--as', agent, '--json', text]);
  if (code !== 0) throw new Error(`say failed (${code}): ${err}`);
  return (JSON.parse(out) as { card: Card }).card;
}
const textOf = (card: Card): string => JSON.stringify(card);

describe('one story, from outside', () => {
  const customer = 'pat@customer.example';
  let number = '';
  let replyTo = '';

  it('answers a mail at the SMTP door with one acknowledgement in the same thread', async () => {
    expect(
      await send({
        from: customer,
        to: mailbox,
        subject: 'Switch down',
        text: 'The core switch is down.',
        messageId: '<first@customer.example>',
      }),
    ).toMatch(/^250 /);
    await eventually('acknowledged', async () => (await received(customer)).length === 1);
    const [mail] = await received(customer);
    expect(mail?.inReplyTo).toBe('<first@customer.example>');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-replied');
    number = /\[(TKT-\d{6}-\d{5})\]/.exec(mail?.subject ?? '')?.[1] ?? '';
    replyTo = mail?.replyTo?.value[0]?.address ?? '';
    expect(number).not.toBe('');
    expect(replyTo).toMatch(/^support\+/);
  }, 60_000);

  it('shows the ticket, triaged, to a member of staff who asks', async () => {
    const card = textOf(await say(`show ${number}`));
    expect(card).toContain('Switch down');
    expect(card).toContain(customer);
    expect(textOf(await say('tickets open'))).toContain(number);
  }, 60_000);

  it('puts the customer’s answer on the same ticket and sends no second acknowledgement', async () => {
    await send({ from: customer, to: replyTo, subject: 'something else', text: 'It is the one in rack 4.' });
    await eventually('answer on the ticket', async () => textOf(await say(`show ${number}`)).includes('rack 4'));
    expect(await received(customer)).toHaveLength(1);
  }, 60_000);

  it('still has everything after the process was killed in the middle of its work, and takes up what came in', async () => {
    await send({ from: 'late@customer.example', to: mailbox, subject: 'Just before the kill', text: 'Hello' });
    await product.end('SIGKILL');
    await product.start();
    await eventually('the late mail acknowledged', async () => (await received('late@customer.example')).length === 1, 60_000);
    expect(textOf(await say(`show ${number}`))).toContain('rack 4');
    expect(await received(customer)).toHaveLength(1);
  }, 180_000);

  it('says nothing secret in what it prints', async () => {
    const logins = Object.values(JSON.parse(await product.read('postgres-logins.json')) as Record<string, unknown>);
    const keys = Object.values((JSON.parse(await product.read('keys.json')) as { keys: Record<string, { secret: string }> }).keys).map(
      (key) => key.secret,
    );
    const secrets = [...logins.filter((value) => typeof value === 'string' && value.length >= 16), ...keys] as string[];
    expect(secrets.length).toBeGreaterThan(2);
    for (const secret of secrets) expect(product.said).not.toContain(secret);
    for (const body of ['core switch is down', 'rack 4']) expect(product.said).not.toContain(body);
  });

  it('drains at SIGTERM, even one that comes twice, ends with 0 and leaves no server behind', async () => {
    const ended = product.end('SIGTERM');
    // Ctrl-C comes twice: from the terminal, and passed on by npm and the launcher.
    await product.end('SIGTERM');
    expect(await ended).toBe(0);
    const left = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n');
    expect(left.filter((line) => line.includes(product.folder) && !line.includes('ps '))).toEqual([]);
  }, 30_000);
});
