import { describe, expect, test } from '@jest/globals';
import { splitHtmlReply } from '../../../mail/parse/reply/split-html-reply.rules.ts';
import { splitReply } from '../../../mail/parse/reply/split-reply.rules.ts';

const facts = { subject: 'Re: x', senderName: 'Ann Lee' };
const written = (html: string, subject = 'Re: x'): string => splitHtmlReply(html, { ...facts, subject }).text;

describe('elements that mail programs mark are hidden though no word of them is known', () => {
  test.each([
    [
      'Gmail',
      '<div>Yes.</div><div class="gmail_quote"><div class="gmail_attr">xx yy zz<br></div><blockquote class="gmail_quote">Old</blockquote></div>',
    ],
    ['Outlook on the web', '<div>Yes.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">xx yy zz</div><div>Old</div>'],
    ['Apple Mail', '<div>Yes.</div><div><blockquote type="cite"><div>xx yy zz</div>Old</blockquote></div>'],
    ['Thunderbird', '<p>Yes.</p><div class="moz-cite-prefix">xx yy zz</div><blockquote type="cite">Old</blockquote>'],
    ['Yahoo', '<div>Yes.</div><div id="ydp1yahoo_quoted_1" class="yahoo_quoted"><div>xx yy zz</div><div>Old</div></div>'],
    [
      'Proton',
      '<div>Yes.</div><div class="protonmail_quote">xx yy zz<br><blockquote class="protonmail_quote" type="cite">Old</blockquote></div>',
    ],
    [
      'Zimbra',
      '<div>Yes.</div><hr data-marker="__DIVIDER__"><div data-marker="__HEADERS__">xx yy zz</div><div data-marker="__QUOTED_TEXT__">Old</div>',
    ],
    ['GMX', '<div>Yes.</div><div name="quote"><div>xx yy zz</div><div name="quoted-content">Old</div></div>'],
  ])('%s', (_program, html) => {
    expect(splitHtmlReply(html, facts)).toMatchObject({ text: 'Yes.', quoted: expect.stringMatching(/xx yy zz[\s\S]*Old/) });
  });
});

describe('signatures that mail programs mark are hidden', () => {
  test.each([
    ['Gmail', '<div>Yes.</div><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">Ann Lee<br>Acme</div>'],
    ['Outlook', '<div>Yes.</div><div id="Signature"><p>Ann Lee</p><p>Acme</p></div>'],
    ['Thunderbird', '<p>Yes.</p><pre class="moz-signature">-- \nAnn Lee\nAcme</pre>'],
    ['a mobile program', '<div>Yes.</div><div>Sent from my iPhone</div>'],
  ])('%s', (_program, html) => {
    const parts = splitHtmlReply(html, facts);
    expect(parts.text).toBe('Yes.');
    expect(parts.signature).not.toBe('');
  });

  test('but a name below a typed greeting is text there', () => {
    expect(written('<p>Yes.</p><p>Regards<br>Ann</p>')).toBe('Yes.\n\nRegards\nAnn');
  });
});

describe('what the sender wants to be read stays', () => {
  test.each([
    [
      'answers between quotations',
      '<div class="gmail_quote"><div class="gmail_attr">On 5 Nov 2024, at 10:12, S &lt;s@d.example&gt; wrote:<br></div><blockquote class="gmail_quote">One?</blockquote><div>Yes.</div><blockquote class="gmail_quote">Two?</blockquote><div>No.</div></div>',
      ['One?', 'Yes.', 'Two?', 'No.'],
    ],
    [
      'an answer below the quotation',
      '<div class="moz-cite-prefix">On 5 Nov 2024 10:12, S wrote:<br></div><blockquote type="cite">One?</blockquote><p>Yes, one.</p>',
      ['Yes, one.'],
    ],
    [
      'a forwarded mail in Gmail',
      '<div>FYI</div><div class="gmail_quote"><div class="gmail_attr">---------- Xyzzy ---------<br>From: X &lt;x@y.example&gt;<br>Date: Tue<br>Subject: s<br>To: me<br></div><p>The wish</p></div>',
      ['FYI', 'The wish'],
    ],
    [
      'a forwarded mail in Thunderbird',
      '<p>FYI</p><div class="moz-forward-container">-------- Xyzzy --------<table><tr><th>From:</th><td>x@y.example</td></tr><tr><th>Date:</th><td>Tue</td></tr><tr><th>To:</th><td>me</td></tr></table><p>The wish</p></div>',
      ['FYI', 'The wish'],
    ],
    [
      'a quotation made by hand',
      '<div>The manual says</div><blockquote class="gmail_quote">Press both keys.</blockquote><div>but there is only one.</div>',
      ['Press both keys.', 'there is only one'],
    ],
    [
      'a quotation made by hand at the end',
      '<div>The manual says</div><blockquote class="gmail_quote"><div>Press both keys.</div></blockquote>',
      ['Press both keys.'],
    ],
    ['a mail that is only a quotation', '<blockquote type="cite">Only this.</blockquote>', ['Only this.']],
  ])('%s', (_name, html, pieces) => {
    for (const piece of pieces) expect(written(html)).toContain(piece);
  });

  test('in Outlook only the subject tells a forwarded mail', () => {
    const html =
      '<p>Please do.</p><div style="border-top:solid 1pt"><b>From:</b> S<br><b>Sent:</b> Tuesday<br><b>To:</b> Ann<br><b>Subject:</b> x</div><p>The wish</p>';
    expect(written(html, 'FW: x')).toContain('The wish');
    expect(written(html, 'RE: x')).toBe('Please do.');
  });
});

describe('HTML becomes lines', () => {
  test.each([
    [
      'letters by their names and numbers',
      '<p>a &eacute;crit &#8211; &#x2013; &#150; &amp;lt; &nosuch; &euro;</p>',
      'a écrit – – – &lt; &nosuch; €',
    ],
    ['paragraphs, breaks and lists', '<p>One</p><p>Two<br>Three</p><ul><li>a</li><li>b</li></ul>', 'One\n\nTwo\nThree\n\n* a\n* b'],
    [
      'the address behind a link, once',
      '<a href="https://x.example/1">here</a> <a href="https://x.example/2">https://x.example/2</a>',
      'here [https://x.example/1] https://x.example/2',
    ],
    ['no scripts, styles and comments', '<style>p{}</style><script>if (a<b) x()</script><!-- <p>no</p> -->Yes<title>no</title>', 'Yes'],
    ['preformatted text', '<pre>a\n  b</pre>', 'a\n  b'],
    ['what stands below a title that is never closed', '<title>Yes<p>No', 'Yes\n\nNo'],
    ['a sign that opens no tag', 'a < b and c<3', 'a < b and c<3'],
    ['an attribute with a bracket', '<a title="a > b" href="mailto:x@y.example">x</a>', 'x'],
    ['rows of a table', '<table><tr><td>a<td>b<tr><td>c</table>', 'a b\nc'],
  ])('%s', (_name, html, text) => {
    expect(splitHtmlReply(html, facts).text).toBe(text);
  });

  test.each([
    ['elements in elements', '<div>'.repeat(200_000)],
    ['quotations in quotations', '<blockquote>x'.repeat(100_000)],
    ['containers of quotes', '<div class="gmail_quote">x'.repeat(50_000)],
    ['links in links', `${'<a href="http://a.example">'.repeat(20_000)}${'x '.repeat(200_000)}${'</a>'.repeat(20_000)}`],
    ['styles that never end', '<style>'.repeat(200_000)],
    ['comments that never end', '<!--'.repeat(300_000)],
    ['an attribute that never ends', `<a b="${'x='.repeat(500_000)}`],
    ['one line of many tags', '<b>x</b> '.repeat(150_000)],
  ])('reads %s to the end', (_name, html) => {
    expect(splitHtmlReply(html, facts).quoted).toBe('');
  });
});

describe('a mail with text and HTML', () => {
  const source = { text: 'Yes.\n\nxx yy zz\nOld', html: '', subject: 'Re: x', senderName: '' };

  test('is split by its HTML', () => {
    const html = '<div>Yes.</div><div id="divRplyFwdMsg">xx yy zz</div><div>Old</div>';
    expect(splitReply({ ...source, html })).toEqual({ text: 'Yes.', quoted: 'xx yy zz\nOld', signature: '' });
  });

  test('shows its text as it is when the HTML hides nothing', () => {
    expect(splitReply({ ...source, html: '<b>Yes.</b>' })).toEqual({ text: source.text, quoted: '', signature: '' });
  });

  test('is split by its text when the HTML holds no words', () => {
    expect(splitReply({ ...source, text: 'Yes.\n-- \nAnn', html: '<img src="cid:1">' })).toEqual({
      text: 'Yes.',
      quoted: '',
      signature: '-- \nAnn',
    });
  });
});
