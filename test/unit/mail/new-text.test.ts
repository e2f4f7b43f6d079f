import { describe, expect, test } from '@jest/globals';
import { splitReply } from '../../../mail/parse/new-text.rules.ts';
import { isMarkerLine, markerLine, markerLines } from '../../../mail/templates/marker.rules.ts';

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
    ['an answer above and below the quote', 'See below.\n\nOn 5 Nov 2024 10:12, S <s@d.example> wrote:\n> One?\n\nYes, one.'],
    ['only a quote', '> One?\n> Two?'],
    ['only printed headers', 'From: S\nSent: Tuesday\nTo: Ann\nSubject: x\n\nThe wish.'],
    ['dashes in the text', 'Section\n-----------\nText'],
  ])('%s', (_name, text) => {
    expect(written(text)).toBe(text);
  });

  test('an answer below one quote stays without the quote', () => {
    expect(written('> One?\n> Two?\n\nYes to both.')).toBe('Yes to both.');
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
])('reads 2 MB of %s to its end', (_name, text) => {
  expect(splitReply(text, 'Re: x').text.length).toBeGreaterThan(0);
});
