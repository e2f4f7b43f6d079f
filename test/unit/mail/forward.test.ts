import { describe, expect, test } from '@jest/globals';
import { readForward } from '../../../mail/parse/forward/read-forward.rules.ts';
import { hashAttachment } from '../../../mail/parse/hash-attachment.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';

const ann = { name: 'Ann Bell', address: 'ann@acme.example' };
const bob = { name: '', address: 'bob@desk.example' };
const cora = { name: 'Cora, Dee', address: 'cora@desk.example' };
const content = 'The printer smokes.\n\nPlease come.';
const whole = { from: ann, to: [bob], cc: [cora], subject: 'Printer on fire', body: content, comment: 'Please take this.' };
const quoted = (text: string): string => text.replaceAll(/^/gm, '> ');

describe('a forward in plain text is read as each program writes it', () => {
  test.each<[string, string, string]>([
    [
      'Gmail',
      'Fwd: Printer on fire',
      `Please take this.\n\n---------- Forwarded message ---------\nFrom: Ann Bell <ann@acme.example>\nDate: Tue, Nov 12, 2024 at 10:00 AM\nSubject: Printer on fire\nTo: <bob@desk.example>\nCc: Cora, Dee <cora@desk.example>\n\n\n${content}\n`,
    ],
    [
      'Apple Mail',
      'Fwd: Printer on fire',
      `Please take this.\n\n> Begin forwarded message:\n> \n> From: Ann Bell <ann@acme.example>\n> Subject: Printer on fire\n> Date: 12 November 2024 at 10:00:00 CET\n> To: bob@desk.example\n> Cc: "Cora, Dee" <cora@desk.example>\n> \n${quoted(content)}\n`,
    ],
    [
      'Outlook on the desk, without a line between headers and text',
      'FW: Printer on fire',
      `Please take this.\n\nFrom: Ann Bell [mailto:ann@acme.example]\nSent: Tuesday, November 12, 2024 10:00 AM\nTo: bob@desk.example\nCc: Cora, Dee <cora@desk.example>\nSubject: Printer on fire\n${content}\n`,
    ],
    [
      'Outlook in the browser',
      'WG: Printer on fire',
      `Please take this.\n\n________________________________\nVon: Ann Bell <ann@acme.example>\nGesendet: Dienstag, 12. November 2024 10:00\nAn: bob@desk.example <bob@desk.example>\nCc: Cora, Dee <cora@desk.example>\nBetreff: Printer on fire\n\n${content}\n`,
    ],
    [
      'Thunderbird',
      'Fwd: Printer on fire',
      `Please take this.\n\n-------- Forwarded Message --------\nSubject: \tPrinter on fire\nDate: \tTue, 12 Nov 2024 10:00:00 +0100\nFrom: \tAnn Bell <ann@acme.example>\nTo: \tbob@desk.example\nCC: \t"Cora, Dee" <cora@desk.example>\n\n\n\n${content}\n`,
    ],
    [
      'Yahoo, its headers run together',
      'Fw: Printer on fire',
      `Please take this.\n\n  ----- Forwarded Message ----- From: Ann Bell <ann@acme.example>To: "bob@desk.example" <bob@desk.example>Cc: Cora, Dee <cora@desk.example>Sent: Tuesday, November 12, 2024, 10:00:00 AM GMT+1Subject: Printer on fire\n ${content}\n`,
    ],
    [
      'a program that prints bold labels',
      'Fwd: Printer on fire',
      `Please take this.\n\n*From:* Ann Bell <ann@acme.example>\n*Date:* Tue, 12 Nov 2024\n*To:* bob@desk.example\n*Cc:* "Cora, Dee" <cora@desk.example>\n*Subject:* Printer on fire\n\n${content}\n`,
    ],
    [
      'a program that quotes only the text',
      'Fwd: Printer on fire',
      `Please take this.\n\n---------- Forwarded message ----------\nFrom: Ann Bell <ann@acme.example>\nTo: bob@desk.example\nCc: "Cora, Dee" <cora@desk.example>\nSubject: Printer on fire\n\n${quoted(content)}\n`,
    ],
    [
      'a program of a language no table knows',
      'Fwd: Printer on fire',
      `Please take this.\n\n---- Zzyzx qwerty ----\nFrom: Ann Bell <ann@acme.example>\nDate: 12.11.2024\nTo: bob@desk.example\nCc: "Cora, Dee" <cora@desk.example>\nSubject: Printer on fire\n\n${content}\n`,
    ],
  ])('%s', (_name, subject, text) => {
    const { date, ...found } = readForward(text, subject) ?? { date: null };
    expect(found).toEqual(whole);
    expect(readForward(text.replaceAll('\n', '\r\n'), subject)).not.toBeNull();
    expect(date === null || date.includes('2024')).toBe(true);
  });

  test('a line “On … wrote:” under a forward’s subject', () => {
    const found = readForward(
      `Please take this.\n\nOn 12/11/2024 10:00, "Ann Bell" <ann@acme.example> wrote:\n\n    ${content.replaceAll('\n', '\n    ')}\n`,
      'FW: Printer on fire',
    );
    expect(found).toEqual({ ...whole, to: [], cc: [], date: null });
  });
});

describe('a forward under the line of an answer names its sender in every shape of that line', () => {
  test.each([
    'Am 28.10.2024 um 12:46 schrieb Ann van der Bell <ann@acme.example>:',
    'Le 28/10/2024 12:46, « Ann van der Bell » <ann@acme.example> a écrit :',
    'Op 28/10/2024 12:46 heeft Ann van der Bell <ann@acme.example> geschreven:',
    'Ann van der Bell <ann@acme.example> kirjoitti 28/10/2024 12.46:',
    '28/10/2024 12:46 időpontban Ann van der Bell (ann@acme.example) ezt írta:',
    '28.10.2024 tarihinde 12:46 saatinde "Ann van der Bell" <ann@acme.example> şunları yazdı:',
    'чт, 28 окт. 2024 г. в 12:46, Ann van der Bell <ann@acme.example>:',
    '在 2024年10月28日，Ann van der Bell <ann@acme.example> 写道：',
    'El jue, 28 oct 2024 a las 12:46, Ann van der Bell (<ann@acme.example>) escribió:',
    'On Thu, 28 Oct 2024 at 12:46, Ann van der Bell\n<ann@acme.example> wrote:',
    '28.10.2024 12:46 Ann van der Bell <ann@acme.example> via telephone:',
  ])('%s', (line) => {
    const found = readForward(`See this.\n\n${line}\n\n    It smokes.\n`, 'FW: Printer');
    const from = { name: 'Ann van der Bell', address: 'ann@acme.example' };
    expect(found).toEqual({ from, to: [], cc: [], subject: 'Printer', date: null, body: 'It smokes.', comment: 'See this.' });
    expect(readForward(`See this.\n\n${line}\n\n    It smokes.\n`, 'Printer')).toBeNull();
  });
});

describe('headers that were run together into one line are told apart', () => {
  const whom = 'Ann Bell <ann@acme.example>';
  test.each([
    `----- Mail transféré ----- De : ${whom}À : "bob@desk.example" <bob@desk.example>Envoyé : mardi 12 novembre 2024 à 09:26:50 UTC+1Objet : Re: Printer`,
    `----- Messaggio inoltrato ----- Da: ${whom}A: "bob@desk.example" <bob@desk.example>Inviato: martedì 12 novembre 2024, 09:26:50 CETOggetto: Re: Printer`,
    `----- Weitergeleitete Nachricht ----- Von: ${whom}An: bob@desk.example <bob@desk.example>Gesendet: Dienstag, 12. November 2024, 09:26:50 MEZBetreff: Re: Printer`,
    `----- İletilmiş Mesaj ----- Kimden: ${whom}Kime: "bob@desk.example" <bob@desk.example>Gönderildi: 12 Kasım 2024 Salı 09:26:50 GMT+1Konu: Re: Printer`,
  ])('%s', (line) => {
    expect(readForward(`${line}\n It smokes.`, '')).toMatchObject({
      from: ann,
      to: [bob],
      cc: [],
      subject: 'Re: Printer',
      body: 'It smokes.',
    });
  });
});

test('a date with its zone is a moment, another one stays as printed', () => {
  const forward = (date: string): string | null | undefined =>
    readForward(`-------- Forwarded Message --------\nFrom: ann@acme.example\nDate: ${date}\nTo: b@desk.example\n\nx`, 'Fwd: x')?.date;
  expect(forward('Tue, 12 Nov 2024 10:00:00 +0100')).toBe('2024-11-12T09:00:00.000Z');
  expect(forward('martes 12 de noviembre de 2024 10:00')).toBe('martes 12 de noviembre de 2024 10:00');
});

test('of a forward of a forward the outer one is read, the inner one is its text', () => {
  const inner =
    '---------- Forwarded message ---------\nFrom: Zoe <zoe@else.example>\nDate: Mon, Nov 11, 2024 at 9:00 AM\nSubject: First\nTo: <ann@acme.example>\n\nDeep.';
  const outer = `---------- Forwarded message ---------\nFrom: Ann Bell <ann@acme.example>\nDate: Tue, Nov 12, 2024 at 9:00 AM\nSubject: Fwd: First\nTo: <bob@desk.example>\n\nSee below.\n\n${inner}`;
  expect(readForward(outer, 'Fwd: Fwd: First')).toMatchObject({ from: ann, subject: 'Fwd: First', body: `See below.\n\n${inner}` });
});

test('a text that begins like a header is text', () => {
  const text = 'From: ann@acme.example\nSent: today\nTo: bob@desk.example\nSubject: Printer\nTo: whom it may concern, it smokes.';
  expect(readForward(text, 'FW: Printer')).toMatchObject({ to: [bob], subject: 'Printer', body: 'To: whom it may concern, it smokes.' });
});

test('a paragraph of which only the first line was quoted belongs to the forward, what follows the quotation does not', () => {
  const text =
    'Forwarded message:\n\n> From: ann@acme.example\n> Subject: Printer\n>\n> It smokes\nand burns.\n>\n> Come.\n\nSent from my telephone';
  expect(readForward(text, '')?.body).toBe('It smokes\nand burns.\n\nCome.');
});

describe('what is no forward', () => {
  const headers = 'From: Ann Bell <ann@acme.example>\nSent: Tuesday, November 12, 2024 10:00 AM\nTo: bob@desk.example\nSubject: Printer';
  test.each([
    ['an answer above an answered mail’s headers', 'Re: Printer', `That is true.\n\n${headers}\n\nIs it so?`],
    ['the same below a drawn line', 'RE: Printer', `That is true.\n\n________________________________\n${headers}\n\nIs it so?`],
    ['the same below “Original Message”', 'AW: Printer', `That is true.\n\n-----Original Message-----\n${headers}\n\nIs it so?`],
    [
      'an answer whose history holds a forward',
      'Re: Printer',
      `Yes.\n\nOn 12 Nov 2024, at 10:00, Bob <bob@desk.example> wrote:\n\n> ---------- Forwarded message ---------\n> ${headers.replaceAll('\n', '\n> ')}\n>\n> x`,
    ],
    ['an answer with a quote', 'Re: Printer', 'That is true.\n\n> On 25 Oct 2024, at 11:43, Ann <ann@acme.example> wrote:\n>\n> Is it?'],
    [
      'a mail that speaks of forwarding',
      'Forwarding',
      'Forwarded message:\n\nI forwarded your message to the owner.\n\nFrom: here to eternity',
    ],
    ['a mail with labels in it', 'Fwd: list', 'To: do\nSubject: what'],
    ['an empty mail', '', ''],
  ])('%s', (_name, subject, text) => {
    expect(readForward(text, subject)).toBeNull();
  });
});

describe('addresses as they are printed', () => {
  const people = (value: string): unknown =>
    readForward(`---------- Forwarded message ---------\nFrom: ann@acme.example\nSubject: x\nTo: ${value}\n\nx`, 'Fwd: x')?.to;

  test.each<[string, unknown]>([
    [
      'Bob <bob@desk.example>, <cora@desk.example>; dan@desk.example',
      [
        { name: 'Bob', address: 'bob@desk.example' },
        { name: '', address: 'cora@desk.example' },
        { name: '', address: 'dan@desk.example' },
      ],
    ],
    ["'Cora, Dee' <Cora@Desk.Example>", [cora]],
    ['bob@desk.example; Bob <BOB@desk.example>', [bob]],
    ['bob@desk.example, Cora, Dee <cora@desk.example>', [bob, cora]],
    [
      'Bob<mailto:bob@desk.example> <bob@desk.example<mailto:bob@desk.example>> on behalf of x@desk.example',
      [
        { name: 'Bob', address: 'bob@desk.example' },
        { name: 'on behalf of', address: 'x@desk.example' },
      ],
    ],
    ['"bob@desk.example" (bob@desk.example)', [bob]],
    ['x@bäck/evil.example, <x@bäck?evil.example>', []],
    ['a@b@c.example, <script>, bob@, @desk.example, "x"', []],
    ['bob@desk.example\n\tCc: evil', [bob]],
  ])('%s', (value, wanted) => {
    expect(people(value)).toEqual(wanted);
  });
});

describe('a forward inside a mail', () => {
  const mail = (headers: string[], body: string[]): Buffer =>
    Buffer.from(
      [
        'From: Bob <bob@desk.example>',
        'To: help@desk.example',
        'Subject: Fwd: Printer on fire',
        'MIME-Version: 1.0',
        ...headers,
        '',
        ...body,
      ].join('\r\n'),
    );
  const html = (body: string): Buffer => mail(['Content-Type: text/html; charset=utf-8'], [body]);

  test.each([
    [
      'of Gmail',
      '<div dir="ltr">Please take this.<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: <strong>Ann Bell</strong> <span>&lt;<a href="mailto:ann@acme.example">ann@acme.example</a>&gt;</span><br>Date: Tue, Nov 12, 2024<br>Subject: Printer on fire<br>To:  &lt;<a href="mailto:bob@desk.example">bob@desk.example</a>&gt;<br>Cc: &quot;Cora, Dee&quot; &lt;cora@desk.example&gt;<br></div><br><br><div>The printer smokes.</div><div><br></div><div>Please come.</div></div></div>',
    ],
    [
      'of Outlook',
      '<div><p>Please take this.</p><div style="border-top:solid"><p><b>From:</b> Ann Bell &lt;ann@acme.example&gt;<br><b>Sent:</b> Tuesday, November 12, 2024 10:00 AM<br><b>To:</b> bob@desk.example<br><b>Cc:</b> Cora, Dee &lt;cora@desk.example&gt;<br><b>Subject:</b> Printer on fire</p></div><p>The printer smokes.</p><p>Please come.</p></div>',
    ],
    [
      'of Apple Mail',
      '<div>Please take this.<br><blockquote type="cite"><div>Begin forwarded message:</div><br><div><b>From: </b>Ann Bell &lt;ann@acme.example&gt;</div><div><b>Subject: </b>Printer on fire</div><div><b>To: </b>bob@desk.example</div><div><b>Cc: </b>&quot;Cora, Dee&quot; &lt;cora@desk.example&gt;</div><br><div><div>The printer smokes.</div><br><div>Please come.</div></div></blockquote></div>',
    ],
    [
      'of Thunderbird',
      'Please take this.<br><div class="moz-forward-container"><br><br>-------- Forwarded Message --------<table class="moz-email-headers-table"><tbody><tr><th>Subject: </th><td>Printer on fire</td></tr><tr><th>From: </th><td>Ann Bell &lt;ann@acme.example&gt;</td></tr><tr><th>To: </th><td>bob@desk.example</td></tr><tr><th>CC: </th><td>&quot;Cora, Dee&quot; &lt;cora@desk.example&gt;</td></tr></tbody></table><br><br>The printer smokes.<br><br>Please come.</div>',
    ],
  ])('as HTML %s', async (_name, body) => {
    const { forwarded } = await parseMail(html(body), hashAttachment);
    const collapsed = { ...forwarded, body: forwarded?.body.replace(/\s+/g, ' ') };
    expect(collapsed).toMatchObject({ ...whole, body: content.replace(/\s+/g, ' ') });
  });

  test('as an attached mail', async () => {
    const inner = [
      'From: Ann Bell <ann@acme.example>',
      'To: bob@desk.example',
      'Subject: =?utf-8?q?Pr=C3=BCfung?=',
      'Date: Tue, 12 Nov 2024 10:00:00 +0100',
      '',
      'The printer smokes.',
    ];
    const raw = mail(
      ['Content-Type: multipart/mixed; boundary=q'],
      ['--q', 'Content-Type: text/plain', '', 'Please see.', '--q', 'Content-Type: message/rfc822', '', ...inner, '--q--', ''],
    );
    const found = await parseMail(raw, hashAttachment);
    expect(found.forwarded).toEqual({
      from: ann,
      to: [bob],
      cc: [],
      subject: 'Prüfung',
      date: '2024-11-12T09:00:00.000Z',
      body: 'The printer smokes.',
      comment: '',
    });
    expect(found.attachments).toHaveLength(1);
  });

  test('an attached mail that cannot be read leaves the mail as it is', async () => {
    const inner = `X-Long: ${'x'.repeat(300_000)}\r\nFrom: a@acme.example\r\n\r\nHi`;
    const raw = mail(['Content-Type: multipart/mixed; boundary=q'], ['--q', 'Content-Type: message/rfc822', '', inner, '--q--', '']);
    expect(await parseMail(raw, hashAttachment)).toMatchObject({ kind: 'message', forwarded: null });
  });

  test('a bounce forwards nothing, though it returns a mail', async () => {
    const raw = Buffer.from(
      [
        'From: MAILER-DAEMON@mx.example',
        'Subject: failure',
        'Content-Type: multipart/mixed; boundary=q',
        '',
        '--q',
        '',
        'gone@acme.example: no such user',
        '--q',
        'Content-Type: message/rfc822',
        '',
        'From: x@desk.example',
        '',
        'Hi',
        '--q--',
        '',
      ].join('\r\n'),
    );
    expect(await parseMail(raw, hashAttachment)).toMatchObject({ kind: 'bounce', forwarded: null });
  });
});

describe('hostile texts are read in bounds', () => {
  const size = 300_000;
  test.each([
    'a',
    '> ',
    '>',
    'From: ',
    'From: a@b.cc\n',
    'To: a@b.cc, ',
    '<a@b.cc>',
    '---------- Forwarded message ---------\n',
    '- ',
    '--- x ',
    ': ',
    'x:\n',
    'On a wrote: ',
    '\ufeff',
    '\n',
    '[mailto:',
    '"\'',
  ])('%j over and over', (piece) => {
    const line = piece.repeat(size / piece.length);
    for (const text of [
      line,
      `---------- Forwarded message ---------\n${line}`,
      `From: a@b.cc\nSubject: x\nTo: ${line}\n\n${line}`,
      `----- Forwarded Message ----- From: ${line}`,
    ]) {
      const found = readForward(text, 'Fwd: x');
      expect((found?.to.length ?? 0) + (found?.cc.length ?? 0)).toBeLessThanOrEqual(1000);
      expect((found?.body.length ?? 0) + (found?.comment.length ?? 0)).toBeLessThanOrEqual(text.length * 3);
    }
  });
});
