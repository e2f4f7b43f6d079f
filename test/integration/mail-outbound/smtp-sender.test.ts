import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { OutboundMail } from '../../../domain/deliveries/outbound-mail.types.ts';
import { createSmtpSender, type SmtpSender } from '../../../mail/outbound/smtp-sender.ts';

type Fault =
  | 'cut at connect'
  | 'cut at greeting'
  | 'refuse sender'
  | 'refuse recipient'
  | 'refuse one'
  | 'busy'
  | 'cut at 354'
  | 'cut in data'
  | 'cut after dot'
  | '550 after dot'
  | '451 after dot'
  | '421 at mail'
  | 'none';

let server: Server | undefined;
let sender: SmtpSender | undefined;
afterEach(async () => {
  await sender?.close();
  await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
});

/** A scripted SMTP server with one fault; counts the message bodies it was given. */
async function faulty(fault: Fault): Promise<{ port: number; bodies: string[] }> {
  const bodies: string[] = [];
  server = createServer((socket) => serve(socket, fault, bodies));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, bodies };
}

function serve(socket: Socket, fault: Fault, bodies: string[]): void {
  socket.on('error', () => undefined);
  if (fault === 'cut at connect') return void socket.destroy();
  if (fault === 'busy') return void socket.end('421 4.3.2 too busy\r\n');
  socket.write('220 test ESMTP\r\n');
  let data: string | null = null;
  let rest = '';
  socket.on('data', (chunk) => {
    rest += chunk.toString('latin1');
    for (let at = rest.indexOf('\r\n'); at >= 0; at = rest.indexOf('\r\n')) {
      const line = rest.slice(0, at);
      rest = rest.slice(at + 2);
      if (data !== null && line !== '.') {
        data += `${line}\n`;
        if (fault === 'cut in data') return void socket.destroy();
        continue;
      }
      if (data !== null) {
        bodies.push(data);
        data = null;
        if (fault === 'cut after dot') return void socket.destroy();
        socket.write(
          fault === '550 after dot' ? '550 5.7.1 no\r\n' : fault === '451 after dot' ? '451 4.3.0 later\r\n' : '250 2.0.0 queued as 1\r\n',
        );
        continue;
      }
      if (fault === 'cut at greeting') return void socket.destroy();
      const word = line.slice(0, 4).toUpperCase();
      if (word === 'EHLO') socket.write('250-test\r\n250 8BITMIME\r\n');
      else if (word === 'MAIL')
        socket.write(
          fault === 'refuse sender' ? '550 5.1.0 bad sender\r\n' : fault === '421 at mail' ? '421 4.4.2 going down\r\n' : '250 ok\r\n',
        );
      else if (word === 'RCPT')
        socket.write(
          fault === 'refuse recipient' || (fault === 'refuse one' && line.includes('second')) ? '550 5.1.1 no such user\r\n' : '250 ok\r\n',
        );
      else if (word === 'DATA') {
        if (fault === 'cut at 354') return void socket.destroy();
        data = '';
        socket.write('354 go on\r\n');
      } else socket.write('250 ok\r\n');
    }
  });
}

const mail = (over: Partial<OutboundMail> = {}): OutboundMail => ({
  from: { name: 'Support', address: 'support@one.example' },
  to: [{ name: 'Jane', address: 'jane@acme.example' }],
  cc: [],
  replyTo: { name: 'Support', address: 'support+token@one.example' },
  subject: 'Hello',
  text: 'A text',
  messageId: '<dh.1@one.example>',
  inReplyTo: '<a@acme.example>',
  references: ['<a@acme.example>'],
  autoSubmitted: 'auto-replied',
  attachments: [],
  envelopeFrom: '',
  ...over,
});
const attempt = async (fault: Fault, over: Partial<OutboundMail> = {}) => {
  const { port, bodies } = await faulty(fault);
  sender = createSmtpSender({ socketMs: 2_000 });
  return { outcome: await sender.send(mail(over), { host: '127.0.0.1', port, secure: false }), bodies };
};

describe('one attempt to send', () => {
  it('hands the mail over once with its fixed Message-ID, thread and automatic headers', async () => {
    const { outcome, bodies } = await attempt('none');
    expect(outcome).toEqual({ kind: 'sent', response: '250 2.0.0 queued as 1', rejected: [] });
    expect(bodies).toHaveLength(1);
    for (const header of [
      'Message-ID: <dh.1@one.example>',
      'In-Reply-To: <a@acme.example>',
      'References: <a@acme.example>',
      'Auto-Submitted: auto-replied',
      'Reply-To: Support <support+token@one.example>',
    ]) {
      expect(bodies[0]).toContain(header);
    }
  });

  it.each<[Fault, string, number]>([
    ['cut at connect', 'not_handed_over', 0],
    ['cut at greeting', 'not_handed_over', 0],
    ['busy', 'not_handed_over', 0],
    ['421 at mail', 'not_handed_over', 0],
    ['refuse sender', 'refused', 0],
    ['refuse recipient', 'refused', 0],
    ['cut at 354', 'not_handed_over', 0],
    ['cut in data', 'uncertain', 0],
    ['cut after dot', 'uncertain', 1],
    ['550 after dot', 'refused', 1],
    ['451 after dot', 'refused', 1],
  ])('with the fault “%s” is %s, and the message was taken %i times', async (fault, kind, times) => {
    const { outcome, bodies } = await attempt(fault);
    expect(outcome.kind).toBe(kind);
    expect(bodies).toHaveLength(times);
  });

  it('tells a lasting refusal from a passing one', async () => {
    expect((await attempt('550 after dot')).outcome).toMatchObject({ permanent: true, code: 550 });
    await sender?.close();
    await new Promise<void>((resolve) => server?.close(() => resolve()));
    expect((await attempt('451 after dot')).outcome).toMatchObject({ permanent: false, code: 451 });
  });

  it('names the recipients that were refused while others were accepted', async () => {
    const { outcome } = await attempt('refuse one', { cc: [{ name: '', address: 'second@acme.example' }] });
    expect(outcome).toMatchObject({ kind: 'sent', rejected: ['second@acme.example'] });
  });

  it.each(['a@b.example\r\nBcc: x@evil.example', 'a@b.example, x@evil.example', 'no-address', '<a@b.example>'])(
    'refuses the address %j before anything is sent',
    async (address) => {
      const { outcome, bodies } = await attempt('none', { to: [{ name: '', address }] });
      expect(outcome).toMatchObject({ kind: 'refused', permanent: true });
      expect(bodies).toEqual([]);
    },
  );

  it('keeps line breaks out of names and subjects', async () => {
    const { bodies } = await attempt('none', {
      subject: 'Hi\r\nBcc: x@evil.example',
      from: { name: 'S\r\nX-Evil: 1', address: 'support@one.example' },
    });
    expect(bodies[0]).not.toMatch(/^(Bcc|X-Evil):/im);
  });
});
