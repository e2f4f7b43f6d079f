import { describe, expect, test } from '@jest/globals';
import { hashAttachment } from '../../../mail/parse/hash-attachment.ts';
import { sanitiseHtml as sanitise } from '../../../mail/parse/html/sanitise-html.rules.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';

const sanitiseHtml = (html: string, attached: string[] = []): string => sanitise(html, new Set(attached)).html;
const onlyAllowed = /^(?:[^<>]|<\/?[a-z][a-z0-9]{0,9}>|<a href="(?:https?|mailto|tel):[^"<>]*" rel="noopener noreferrer nofollow">)*$/;

test('text, lists, tables, quotes and links stay', () => {
  const html =
    '<p class="x">Hello <b>Ann</b>,<br>see <a href="https://acme.example/a?b=1&amp;c=2" onclick="x()">this</a></p><ul><li>one</ul><blockquote>old</blockquote>';
  expect(sanitiseHtml(html)).toBe(
    '<p>Hello <b>Ann</b>,<br>see <a href="https://acme.example/a?b=1&amp;c=2" rel="noopener noreferrer nofollow">this</a></p><ul><li>one</li></ul><blockquote>old</blockquote>',
  );
});

describe('nothing else remains', () => {
  test.each([
    '<script>alert(1)</script>a',
    '<img src=x onerror=alert(1)>a',
    '<svg><script>alert(1)</script></svg>a',
    '<a href="javascript:alert(1)">a</a>',
    '<a href=" java\nscript:alert(1)">a</a>',
    '<a href="data:text/html,x">a</a>',
    '<a href="//evil.example">a</a>',
    '<a href="https://user:pass@evil.example">a</a>',
    '<a href="https://bank.example@evil.example">a</a>',
    "<a href='https://x.example/\"><script>'>a</a>",
    '<iframe src="https://evil.example"></iframe>a',
    '<form action="https://evil.example"><input name=a></form>a',
    '<p style="background:url(https://evil.example)">a',
    '<style>p{}</style><link rel=stylesheet href=x><meta http-equiv=refresh content=0><base href=x>a',
    '<!--<p>-->a<![CDATA[<b>]]><?php x ?>',
    '<<script>script>alert(1)<</script>/script>a',
    '&lt;script&gt;a&lt;/script&gt;',
    '<math><mtext></p><img src onerror=x>a',
    '<p <b onclick=x>a',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">a',
    '</p></div></table>a',
  ])('of %s', (html) => {
    const clean = sanitiseHtml(html);
    expect(clean).toMatch(onlyAllowed);
    expect(clean).toContain('a');
    expect(sanitiseHtml(clean)).toBe(clean);
  });

  test('of deep, wide and endless HTML, and every element is closed', () => {
    for (const piece of ['<div>', '</div>', '<a href="', '<', '<b><i>', '&', '<p x="', '<!--', '<td><tr>']) {
      const clean = sanitiseHtml(piece.repeat(30_000));
      expect(clean.length).toBeLessThan(900_000);
      expect((clean.match(/<[a-z]/g) ?? []).length - (clean.match(/<(?:br|hr|col)>/g) ?? []).length).toBe(
        (clean.match(/<\//g) ?? []).length,
      );
    }
  });
});

test('a link that hides where it leads is no link, and no element stands deeper than 200', () => {
  expect(sanitiseHtml('<a href="https://bank.example@evil.example">a</a>')).toBe('<a>a</a>');
  expect(sanitiseHtml(`${'<div>'.repeat(1000)}a`)).toBe(`${'<div>'.repeat(200)}a${'</div>'.repeat(200)}`);
});

test('a mail gives its HTML only when it is asked for', async () => {
  const raw = Buffer.from('From: ann@acme.example\r\nContent-Type: text/html\r\n\r\n<p onclick="x()">Hello</p>');
  expect((await parseMail(raw, hashAttachment)).html).toBeNull();
  expect((await parseMail(raw, hashAttachment, { withHtml: true })).html).toBe('<p>Hello</p>');
  expect((await parseMail(Buffer.from('From: a@b.example\r\n\r\nHello'), hashAttachment, { withHtml: true })).html).toBeNull();
});
