import { describe, expect, test } from '@jest/globals';
import { composeText, ownLength } from '../../../domain/deliveries/compose-text.rules.ts';
import type { Brand } from '../../../domain/tenancy/brand.types.ts';
import { splitHtmlReply } from '../../../mail/parse/reply/split-html-reply.rules.ts';
import { mailHtml } from '../../../mail/templates/mail-html.rules.ts';
import { isMarkerLine, markerLine, markerLines } from '../../../mail/templates/marker.rules.ts';

const brand: Brand = { company: 'Acme Care', language: 'en', accent: '#0a7f5a', footer: 'Acme Care Ltd, 1 Main Street\nVAT 123' };
const quoted = {
  author: 'Jane Doe <jane@acme.example>',
  at: new Date('2026-11-05T09:30:00Z'),
  text: 'The printer is broken.\n\nRegards\nJane',
};
const own =
  'Dear Jane,\n\nplease try these:\n- switch it off\n- switch it on\n\nSee https://help.acme.example/printer.\n\nBest regards\nSam';

function letter(language: string, text = own): { text: string; html: string } {
  const fullText = composeText(text, quoted, language);
  return {
    text: fullText,
    html: mailHtml({ text: fullText, look: { kind: 'letter', language, ownLength: ownLength(text, fullText) } }, brand),
  };
}
const bodyOf = (html: string): string => /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? '';
const facts = { subject: 'Re: Printer', senderName: 'Jane Doe' };
const answer = 'Thank you, that worked!';

describe('the HTML of a person’s letter', () => {
  const { html } = letter('en');

  test('has paragraphs, a list, a link that shows where it leads, and the answered mail as a cited quotation', () => {
    expect(html).toContain('<li style="margin:0 0 4px 0;">switch it off</li><li');
    expect(html).toContain('>https://help.acme.example/printer</a>.');
    expect(html).toContain('<a href="https://help.acme.example/printer"');
    expect(html).toContain('<blockquote type="cite"');
    expect(html.indexOf('Acme Care Ltd')).toBeLessThan(html.indexOf(markerLine('en')));
    expect(html.indexOf('The printer is broken.')).toBeGreaterThan(html.indexOf('<blockquote'));
  });

  test.each(Object.keys(markerLines))('in %s: the marker is found again in both parts, on a line of its own', (language) => {
    const mail = letter(language);
    expect(mail.text.split('\n').filter(isMarkerLine)).toEqual([markerLine(language)]);
    const split = splitHtmlReply(mail.html, facts);
    expect(split.quoted).toContain(markerLine(language).slice(3, -3));
    expect(`${split.text}\n${split.signature}`).not.toContain('printer is broken');
    expect(split.text).toContain('switch it off');
  });

  test('keeps what looks like HTML, and our own marker in the person’s words, as text', () => {
    const evil = `<script>alert(1)</script> & "quotes" <img src=x onerror=y>\n${markerLine('en')}\n> not the answered mail`;
    const mail = letter('en', evil);
    expect(mail.html).not.toMatch(/<script|<img/);
    expect(mail.html).toContain('&#60;script&#62;alert(1)');
    expect(mail.html.match(/The printer is broken\./g)).toHaveLength(1);
  });

  test('loads nothing from anywhere', () => {
    const withLogo = { ...brand, logo: { blobKey: 'k', contentType: 'image/png' as const, width: 800, height: 200 } };
    const page = mailHtml({ text: 'Hello', look: { kind: 'letter', language: 'en', ownLength: 5 } }, withLogo);
    expect([...page.matchAll(/src="([^"]*)"/g)].map((found) => found[1])).toEqual(['cid:logo@deskhand']);
    expect(page).not.toMatch(/url\(|@import|<link|<script/);
    expect(page).toContain('width="192" height="48"');
  });

  test('runs from right to left by the language, and by each paragraph of another one', () => {
    const page = mailHtml({ text: 'שלום\n\nHello!', look: { kind: 'letter', language: 'he', ownLength: 12 } }, brand);
    expect(page).toContain('<html lang="he" dir="rtl">');
    expect(page).toContain('<p dir="ltr" style="margin:0 0 12px 0;">Hello!</p>');
    expect(letter('en', 'Hello\n\nمرحبا').html).toContain('<p dir="rtl" style="margin:0 0 12px 0;">مرحبا</p>');
    expect(letter('en').html).toContain('<html lang="en" dir="ltr">');
  });

  test.each(['> ', '>>>> x\n> y\n', '- a\n', 'http://a.b/(((', 'www.', '\n\n', '&'])('of many “%s” grows evenly with the text', (piece) => {
    const length = (count: number): number => {
      const text = piece.repeat(count);
      return (
        mailHtml({ text, look: { kind: 'letter', language: 'en', ownLength: text.length } }, brand).length - letter('en', '').html.length
      );
    };
    expect(length(8_000)).toBeLessThan(10 * Math.max(length(1_000), 5_000));
  });
});

describe('a client’s answer to our HTML', () => {
  const ours = bodyOf(letter('en').html);
  const shapes: [string, string][] = [
    [
      'Gmail',
      `<div dir="ltr">${answer}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Thu, 5 Nov 2026 at 11:00, Sam (Acme Care) &lt;<a href="mailto:support@acme.example">support@acme.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><u></u>${ours}</blockquote></div>`,
    ],
    [
      'Outlook',
      `<div class="WordSection1"><p class="MsoNormal">${answer}<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>From:</b> Sam (Acme Care) &lt;support@acme.example&gt;<br><b>Sent:</b> Thursday, 5 November 2026 11:00<br><b>To:</b> Jane Doe<br><b>Subject:</b> Re: Printer [TKT-202611-00001]</p></div></div>${ours.replaceAll(/ class="[^"]*"/g, ' class="MsoNormal"').replaceAll(/ type="cite"/g, '')}</div>`,
    ],
    [
      'Outlook on the web',
      `<div class="elementToProof" style="font-family:Aptos">${answer}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>From:</b> Sam (Acme Care)<br><b>Sent:</b> Thursday, November 5, 2026 11:00<br><b>To:</b> Jane<br><b>Subject:</b> Re: Printer</font></div>${ours.replaceAll('class="', 'class="x_')}`,
    ],
    [
      'Apple Mail',
      `${answer}<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>On 5 Nov 2026, at 11:00, Sam (Acme Care) &lt;support@acme.example&gt; wrote:</div><br class="Apple-interchange-newline"><div>${ours}</div></blockquote></div><br>`,
    ],
    [
      'Thunderbird',
      `<p>${answer}</p><div class="moz-cite-prefix">On 05.11.26 11:00, Sam (Acme Care) wrote:<br></div><blockquote type="cite" cite="mid:dh.1@acme.example">${ours}</blockquote>`,
    ],
  ];

  test.each(shapes)('in %s’s shape is split exactly: only the new words are new', (_name, html) => {
    const split = splitHtmlReply(`<html><body>${html}</body></html>`, facts);
    expect(split.text.trim()).toBe(answer);
    expect(split.quoted).toContain('switch it off');
    expect(split.quoted).toContain('The printer is broken.');
  });
});

describe('the HTML of our own notices', () => {
  test('has the company’s head, its accent, and buttons that can be read on it', () => {
    const page = mailHtml(
      {
        text: 'not drawn',
        look: {
          kind: 'notice',
          language: 'de',
          blocks: [
            { kind: 'text', text: 'Guten Tag,\n\nwie war es?' },
            { kind: 'choices', choices: [{ mark: '5', label: 'sehr gut', url: 'https://desk.example/rate/x?score=5&a="' }] },
            { kind: 'facts', title: 'Neu <b>', facts: [['Kunde', '<i>Acme</i>']] },
          ],
          stop: { label: 'Nicht mehr fragen', url: 'https://desk.example/unsubscribe/y' },
        },
      },
      { ...brand, accent: '#ffee00' },
    );
    expect(page).not.toContain('not drawn');
    expect(page).toContain('bgcolor="#ffee00"');
    expect(page).toMatch(/color:#000000;text-decoration:none/);
    expect(page).toContain('score=5&#38;a=&#34;"');
    expect(page).not.toMatch(/<b>|<i>/);
    expect(page).toContain('>Nicht mehr fragen</a>');
  });

  test('without blocks is the text, with no link of anybody’s', () => {
    const page = mailHtml({ text: 'Hello,\n\nsee https://evil.example\n', look: { kind: 'notice', language: 'en' } }, brand);
    expect(page).toContain('Hello,</p><p');
    expect(page).not.toContain('<a ');
  });
});
