import { describe, expect, test } from '@jest/globals';
import { splitTextReply } from '../../../mail/parse/reply/split-text-reply.rules.ts';
import { isMarkerLine, markerLine, markerLines } from '../../../mail/templates/marker.rules.ts';

const splitReply = (text: string, subject: string) => splitTextReply(text, { subject, senderName: '' });
const written = (text: string, subject = 'Re: x'): string => splitReply(text, subject).text;

describe('the line above a quote hides what follows it', () => {
  test.each([
    ['en', 'On Tue, Nov 5, 2024 at 10:12 AM Support <s@d.example> wrote:'],
    ['en, broken over two lines', 'On Tue, Nov 5, 2024 at 10:12 AM Acme Customer Support\n<support@deskhand.example> wrote:'],
    ['en, no verb', '2024-11-05 10:12 GMT+01:00 Support <s@d.example>:'],
    ['de', 'Am 05.11.2024 um 10:12 schrieb Support <s@d.example>:'],
    ['de, web mail', 'Support <s@d.example> schrieb am 5. Nov. 2024 um 10:12:'],
    ['fr', 'Le mar. 5 nov. 2024 à 10:12, Support <s@d.example> a écrit :'],
    ['es', 'El mar, 5 nov 2024 a las 10:12, Support (<s@d.example>) escribió:'],
    ['it', 'Il giorno mar 5 nov 2024 alle ore 10:12 Support <s@d.example> ha scritto:'],
    ['nl', 'Op di 5 nov. 2024 om 10:12 schreef Support <s@d.example>:'],
    ['pl', 'wt., 5 lis 2024 o 10:12 Support <s@d.example> napisał(a):'],
    ['pt', 'Em ter., 5 de nov. de 2024 às 10:12, Support <s@d.example> escreveu:'],
    ['sv', 'Den tis 5 nov. 2024 kl 10:12 skrev Support <s@d.example>:'],
  ])('%s', (_language, line) => {
    expect(splitReply(`The answer.\n\n${line}\n\n> The question?\n> Really?\n`, 'Re: x')).toEqual({
      text: 'The answer.',
      quoted: `${line}\n\n> The question?\n> Really?`,
      signature: '',
    });
  });
});

describe('printed headers of the answered mail hide what follows them', () => {
  test.each([
    ['en', 'From: S <s@d.example>\nSent: Tuesday\nTo: Ann\nSubject: x'],
    ['en, bold', '*From:* S <s@d.example>\n*Date:* Tuesday\n*To:* Ann\n*Subject:* x'],
    ['en, date first', 'Date: Tuesday\nTo: Ann\nFrom: S\nSubject: x'],
    ['de', 'Von: S <s@d.example>\nGesendet: Dienstag\nAn: Ann\nBetreff: x'],
    ['fr', 'De : S <s@d.example>\nEnvoyé : mardi\nÀ : Ann\nObjet : x'],
    ['es', 'De: S\nEnviado el: martes\nPara: Ann\nAsunto: x'],
    ['it', 'Da: S\nInviato: martedì\nA: Ann\nOggetto: x'],
    ['nl', 'Van: S\nVerzonden: dinsdag\nAan: Ann\nOnderwerp: x'],
    ['pl', 'Od: S\nWysłano: wtorek\nDo: Ann\nTemat: x'],
    ['a rule of dashes', '-----Original Message-----\nS wrote something'],
    ['a rule of dashes, de', '-----Ursprüngliche Nachricht-----\nS schrieb etwas'],
  ])('%s', (_language, headers) => {
    expect(written(`The answer.\n\n${headers}\n\nThe question?`)).toBe('The answer.');
  });

  test('but not in a forwarded mail, where they are the content', () => {
    const text = 'Please do this.\n\nFrom: S\nSent: Tuesday\nTo: Ann\nSubject: x\n\nThe wish.';
    expect(written(text, 'Fwd: x')).toBe(text);
    expect(written(text, 'WG: x')).toBe(text);
  });
});

describe('nothing the sender wrote is lost', () => {
  test.each([
    ['answers between quoted lines', 'On 5 Nov 2024 10:12, S <s@d.example> wrote:\n> One?\nYes.\n> Two?\nNo.'],
    ['a line that looks like a header', 'The label says\nFrom: warehouse 3\nand that is wrong.'],
    ['a sentence with "wrote:"', 'He wrote: the printer is dead.\nPlease come.'],
    ['a sentence of somebody else between two of the sender', 'The manual says\n> Press both keys.\nbut there is only one.'],
    ['only a quote', '> One?\n> Two?'],
    ['only printed headers', 'From: S\nSent: Tuesday\nTo: Ann\nSubject: x\n\nThe wish.'],
    ['dashes in the text', 'Section\n-----------\nText'],
    ['a list at the end', 'We need:\n\n- paper\n- toner'],
    ['one point at the end', 'Order:\n- paper'],
    ['a filled form', 'New request\n\nName: Ann Lee\nE-mail: ann@c.example\nDate: 5.11.2024 10:12\nMessage: The door is broken'],
    ['an address to send to', 'Please ship to the address below.\n\nAnn Lee\nMain Street 5\n12345 Berlin\nTel. 030 1234567'],
    ['a person’s own “wrote”, de', 'Hallo,\nAm 05.11.2024 um 10:12 schrieb ich Ihnen:\nBitte den Drucker reparieren.\nBisher kam nichts.'],
    ['a person’s own “wrote”, en', 'On 5 November I wrote to bob@x.example:\nplease fix it.\nNothing happened.'],
    ['an afterthought below the name', 'It works.\n\nBest regards\nAnn\n\nOne more thing about the printer, it is loud.'],
    ['a postscript', 'It works.\n\nRegards,\nAnn\n\nPS: the scanner too'],
    ['a sentence about a telephone', 'Here is the form.\n\nSent from my desk, which is easier than my mobile phone.'],
    ['a journey', 'The parcel goes\nFrom: Berlin\nTo: Hamburg\nDate: Tuesday\nand is late.'],
    ['a pasted log', 'Error:\n> 2024-11-05 10:12 failed\nPlease help.'],
    ['brackets that are no quote', 'Please check\n>>> https://x.example <<<\nand tell us'],
    [
      'words of a notice in a question',
      'Our confidential mail to the wrong addressee was sent in error, can you delete it? It must not be disclosed.',
    ],
    [
      'a forwarded mail under another subject',
      'FYI\n\n---------- Forwarded message ---------\nFrom: X <x@y.example>\nDate: Tue\nTo: me\n\nThe wish',
    ],
    [
      'a forwarded mail that is quoted with its heading',
      'FYI\n\n> Begin forwarded message:\n>\n> From: X <x@y.example>\n> Date: Tue\n> To: me\n>\n> The wish',
    ],
    ['a forwarded mail of Apple', 'FYI\n\nBegin forwarded message:\n\n> From: X <x@y.example>\n> Date: Tue\n> To: me\n>\n> The wish'],
  ])('%s', (_name, text) => {
    expect(written(text)).toBe(text);
  });

  test('an answer below one quote stays without the quote', () => {
    expect(written('> One?\n> Two?\n\nYes to both.')).toBe('Yes to both.');
  });

  test('an answer above and below one quote stays without the quote', () => {
    const text = 'Hello,\n\nOn 5 Nov 2024 10:12, S <s@d.example> wrote:\n> One?\n\nYes, one.';
    expect(written(text).replace(/\n+/g, '\n')).toBe('Hello,\nYes, one.');
  });

  test('text, quote and signature together hold every line but blank and drawn ones', () => {
    const parts = splitReply('The answer.\n-- \nAnn\n\nOn 5 Nov 2024 10:12, S <s@d.example> wrote:\n> One?', 'Re: x');
    expect(parts).toEqual({ text: 'The answer.', signature: '-- \nAnn', quoted: 'On 5 Nov 2024 10:12, S <s@d.example> wrote:\n> One?' });
  });
});

describe('our own marker line', () => {
  test.each(Object.keys(markerLines))('is found again in %s, quoted and with its hyphens turned to dashes', (language) => {
    const line = markerLine(language);
    expect(isMarkerLine(`> > ${line.replaceAll('--', '—').toUpperCase()}  `)).toBe(true);
    expect(written(`Fine now.\n\nSomebody wrote in an unknown way\n${line}\nOld text`)).toBe(
      'Fine now.\n\nSomebody wrote in an unknown way',
    );
    expect(written(`Fine now.\n\nOn 5 Nov 2024 10:12, S <s@d.example> wrote:\n\n${line}\nOld text`)).toBe('Fine now.');
  });

  test('is English for a language without one, and no ordinary line is taken for it', () => {
    expect(markerLine('fi')).toBe(markerLines.en);
    expect(['', '--', '-- ', 'above this line', 'Please write your answer.'].filter(isMarkerLine)).toEqual([]);
  });
});

describe('attributions that programs break or print oddly', () => {
  test.each([
    [
      'a name and address over three lines',
      'On Tue, Nov 5, 2024 at 10:12 AM Deskhand Support via Some Very Long\nMailing List <help@lists.desk.example>\nwrote:\n\n> Old',
    ],
    ['the bracket on the next line', 'On Tue, Nov 5, 2024 at 10:12 AM Deskhand Support <help@desk.example\n> wrote:\n\n> Old'],
    ['the address on the next line', 'On Mon, Aug 26, 2024 at 4:37 PM The Desk <\na.very.long.address+1234556@desk.example> wrote:\n\nOld'],
    ['Gmail of old, without a verb', '2011/4/7 Ann Archer <ann@acme.example>\n\n> Old'],
    ['headers with blank lines between', 'Von: S <s@d.example>\n\nGesendet: Dienstag\n\nAn: Ann\n\nBetreff: x\n\nOld'],
    ['headers in two languages', 'Von/From: S <s@d.example>\nGesendet/Sent: Dienstag\nAn/To: Ann\nBetreff/Subject: x\n\nOld'],
    [
      'headers in an unknown language below a line',
      '________________________________\nXaa: S <s@d.example>\nXbb: 05.11.2024 10:12\nXcc: Ann\nXdd: x\n\nOld',
    ],
    ['another helpdesk’s marker', '##- Please type your reply above this line -##\n\nOld'],
    ['BlackBerry', '  Original Message  \nFrom: S\nSent: Tuesday\nTo: Ann\nSubject: x\n\nOld'],
    ['a mobile program that marks nothing', 'Sent from my iPhone\n\nOld'],
    ['bars for quote marks', 'On Tue, 5 Nov 2024 10:12, S <s@d.example> wrote:\n| Old'],
    ['digits of another script', '٥ نوفمبر ٢٠٢٤، ١٠:١٢، S <s@d.example>:\n\nOld'],
  ])('%s', (_name, history) => {
    expect(written(`The answer.\n\n${history}`)).toBe('The answer.');
  });
});

describe('a signature is hidden', () => {
  test.each([
    ['a greeting, name and address', 'Kind regards\nAnn Lee\nHead of IT\nAcme GmbH\n+49 30 1234567'],
    ['two of them', 'Best,\nAnn\n\n-- \nAnn Lee\nAcme\n\nSent from my iPad'],
    [
      'a notice',
      'This e-mail and any attachments are confidential and intended solely for the addressee. If you received it in error please delete it.',
    ],
    [
      'a greeting and a notice, de',
      'Mit freundlichen Grüßen\n\nAnn Lee\n\nDiese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, informieren Sie bitte den Absender und vernichten Sie sie.',
    ],
    [
      'a mailing list’s footer',
      '_______________________________________________\nlist mailing list\nlist@x.example\nhttps://x.example/listinfo',
    ],
    ['a name behind a dash', '- ann'],
  ])('%s', (_name, signature) => {
    expect(splitReply(`The answer.\n\n${signature}`, 'Re: x')).toEqual({ text: 'The answer.', quoted: '', signature });
  });

  test('that begins with the sender’s own name', () => {
    const text = 'Can you call me?\n\nAnn Lee\nSales Manager\nAcme';
    expect(splitTextReply(text, { subject: '', senderName: 'Ann Lee' }).signature).toBe('Ann Lee\nSales Manager\nAcme');
    expect(splitTextReply(text, { subject: '', senderName: 'Bob Ray' }).signature).toBe('');
  });

  test('also below answers between quoted lines, which stay', () => {
    const { text, signature } = splitReply(
      'Hello,\n-- \nAnn\n\nOn 5 Nov 2024 10:12, S <s@d.example> wrote:\n> One?\n\nYes.\n\n> Two?\n\nNo.\n\n-- \nAnn',
      'Re: x',
    );
    expect(text).toMatch(/^Hello,[\s\S]*> One\?\n\nYes\.\n\n> Two\?\n\nNo\.$/);
    expect(signature).toMatch(/-- \nAnn$/);
  });

  test('but not between quoted lines', () => {
    const text = 'On 5 Nov 2024 10:12, S <s@d.example> wrote:\n> One?\n\nYes.\n\nThanks!\nAnn\n\n> Two?\n\nNo.';
    expect(splitReply(text, 'Re: x')).toEqual({ text, quoted: '', signature: '' });
  });

  test('unless nothing else would be left', () => {
    expect(written('--\nAnn')).toBe('--\nAnn');
    expect(written('👍\n\n-- \nAnn')).toBe('👍\n\n-- \nAnn');
  });
});

test('a mobile program’s last line counts as signature, the same words in the text do not', () => {
  expect(splitReply('Yes.\n\nSent from my iPhone', 'Re: x')).toEqual({ text: 'Yes.', quoted: '', signature: 'Sent from my iPhone' });
  expect(written('Sent from my old address, sorry.\nPlease change it.')).toBe('Sent from my old address, sorry.\nPlease change it.');
});

test.each([
  ['one endless line', 'On '.repeat(700_000)],
  ['dashes', '-'.repeat(2_000_000)],
  ['angle brackets', '<'.repeat(2_000_000)],
  ['openings of quotes', 'On 1 x\n'.repeat(300_000)],
  ['openings of headers', 'From: a\nTo: \n'.repeat(150_000)],
  ['quote marks', '> \n'.repeat(600_000)],
  ['attributions without end', 'On 5 Nov 2024 10:12, a@b.example wrote: '.repeat(50_000)],
  ['answers between quotes', '> a\nb\n'.repeat(300_000)],
  ['signatures', '-- \n'.repeat(400_000)],
  ['greetings', 'Regards,\n'.repeat(200_000)],
  ['blank lines', `${'\n'.repeat(2_000_000)}x`],
])('reads 2 MB of %s to its end', (_name, text) => {
  expect(splitReply(text, 'Re: x').text.length).toBeGreaterThan(0);
});
