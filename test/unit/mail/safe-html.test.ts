import { describe, expect, test } from '@jest/globals';
import { safeStyle } from '../../../mail/parse/html/safe-style.rules.ts';
import { sanitiseHtml } from '../../../mail/parse/html/sanitise-html.rules.ts';
import { attacks } from './mail-html-attacks.ts';

const clean = (html: string, attached: string[] = []): string => sanitiseHtml(html, new Set(attached)).html;
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('a mail keeps how it looks', () => {
  test.each([
    [
      '<h2 align=CENTER>News</h2><table width="600" cellpadding=4 border=0 bgcolor=#FFF><tr><td colspan=2 rowspan="3" valign=top height=20>a</table>',
      '<h2 align="center">News</h2><table width="600" cellpadding="4" border="0" bgcolor="#fff"><tr><td colspan="2" rowspan="3" valign="top" height="20">a</td></tr></table>',
    ],
    ['<td colspan=99999 width=99999999 height="-4">a</td>', '<td colspan="100">a</td>'],
    [
      '<ol start=5 type=A><li>one<li value=9>two</ol><ul type=square><li>x</ul>',
      '<ol start="5" type="A"><li>one</li><li value="9">two</li></ol><ul type="square"><li>x</li></ul>',
    ],
    ['<font color=red size="+2" face="Arial, x;y">a</font>', '<font color="red" size="+2" face="Arial">a</font>'],
    ['<p>"one" & \'two\' &lt;b&gt;</p>', '<p>&quot;one&quot; &amp; &#39;two&#39; &lt;b&gt;</p>'],
    ['<p>one<p>two<div>three</div>', '<p>one</p><p>two</p><div>three</div>'],
    ['<b>x<table><tr><td>a</b>b</td></tr></table>y</b>z', '<b>x<table><tr><td>ab</td></tr></table>y</b>z'],
    ['<p dir=rtl lang=he onclick=x>a</p>', '<p dir="rtl" lang="he">a</p>'],
    [
      '<span style="color: RED; font-weight:bold !important; position:absolute; text-align:center">a</span>',
      '<span style="color:red;font-weight:bold;text-align:center">a</span>',
    ],
  ])('%s', (html, expected) => {
    expect(clean(html)).toBe(expected);
    expect(clean(expected)).toBe(expected);
  });
});

test('the colour of its page stays, on an element that no page ends', () => {
  expect(clean('<body bgcolor=000000 style="color:white"><p>a</body>')).toBe('<div bgcolor="#000000" style="color:white"><p>a</p></div>');
});

describe('a declaration of a style stays only when its property and all of its value are known', () => {
  test.each([
    ['color:#12AbEf', 'color:#12abef'],
    ['color:rgb(10, 20,30)', 'color:rgb(10, 20,30)'],
    ['background:#fff', 'background-color:#fff'],
    ['background:#fff url(x)', ''],
    ['background-color:var(--a)', ''],
    ['border:1px solid rgba(0,0,0,.5)', 'border:1px solid rgba(0,0,0,.5)'],
    ['border-left:#ccc 1px solid', 'border-left:#ccc 1px solid'],
    ['margin:0 auto', 'margin:0 auto'],
    ['margin:-20px', ''],
    ['padding:1px 2px 3px 4px 5px', ''],
    ['width:100%;width:99999px', 'width:100%'],
    ['font-family:"Segoe UI", Arial, expression(1), \'a;b\'', "font-family:'Segoe UI',Arial"],
    ['text-decoration:underline dotted red', 'text-decoration:underline dotted red'],
    ['display:none', 'display:none'],
    ['display:fixed;position:fixed;z-index:9;opacity:0;transform:scale(9);content:"x"', ''],
    ['color:url', ''],
    ['color:re\\64', ''],
    ['mso-hide:all;-webkit-text-size-adjust:none;font-size:14pt', 'font-size:14pt'],
    ['', ''],
    [':red;color', ''],
  ])('%s', (written, expected) => {
    expect(safeStyle(written)).toBe(expected);
  });
});

describe('a picture', () => {
  test('of the mail itself stays, by its Content-ID, also when that was percent-encoded', () => {
    expect(clean('<img src="cid:a%40b" width=10 height="20px" alt="x<y">', ['a@b'])).toBe(
      '<img src="cid:a%40b" alt="x&lt;y" width="10" height="20">',
    );
    expect(clean('<img src="CID:50%" alt="p">', ['50%'])).toBe('<img src="cid:50%25" alt="p">');
    expect(clean('<img src="cid:other" alt="gone">', ['a@b'])).toBe('gone');
  });

  test('that is small and stands in the HTML stays when browsers only draw it', () => {
    expect(clean(`<img src="data:image/png;base64,${png}">`)).toBe(`<img src="data:image/png;base64,${png}" alt="">`);
    expect(clean(`<img alt=n src="data:image/svg+xml;base64,${png}">`)).toBe('n');
    expect(clean(`<img alt=n src="data:image/png,${png}">`)).toBe('n');
    expect(clean(`<img alt=n src="data:image/png;base64,${'A'.repeat(70_000)}">`)).toBe('n');
  });

  test('on the web is named with its address as text and never loaded, and one nobody can see is counted only', () => {
    const safe = sanitiseHtml(
      '<img src="https://cdn.example/a.png?x=1&y=2" alt="Our shop"><img src="//cdn.example/b.png"><img src=http://t.example/o width=1 height=1>',
    );
    expect(safe.html).toBe(
      '<span class="remote-picture" title="https://cdn.example/a.png?x=1&amp;y=2">Our shop</span><span class="remote-picture" title="https://cdn.example/b.png">picture</span>',
    );
    expect(safe.remotePictures).toBe(3);
  });
});

describe('a link says where it leads when its text says otherwise', () => {
  test.each([
    ['https://www.bank.example/login', 'https://evil.example/', 'evil.example'],
    ['bank.example', 'https://bank.example.evil.example/', 'bank.example.evil.example'],
    ['bank.example', 'https://login.bank.example/', null],
    ['www.bank.example', 'https://bank.example/x', null],
    ['info@bank.example', 'mailto:thief@evil.example', 'evil.example'],
    ['info@bank.example', 'mailto:info@bank.example?subject=x', null],
    ['Click here', 'https://evil.example/', null],
    ['bank.example', 'https://xn--bnk-6cd.example/', 'xn--bnk-6cd.example'],
  ])('%s → %s', (text, href, leadsTo) => {
    const safe = sanitiseHtml(`<a href="${href}"><b>${text}</b></a>`);
    expect(/data-leads-to="([^"]+)"/.exec(safe.html)?.[1] ?? null).toBe(leadsTo);
    expect(safe.misleadingLinks).toBe(leadsTo === null ? 0 : 1);
  });
});

describe('of an attack only words remain', () => {
  const element =
    /<(?:\/?[a-z][a-z0-9]{0,9}|a(?: data-leads-to="[^"<>]*")? href="(?:https?|mailto|tel):[^"<>]*" rel="noopener noreferrer nofollow"|span class="remote-picture" title="https?:[^"<>]*"|img src="(?:cid:[\w%@.-]+|data:image\/(?:png|jpeg|gif|webp);base64,[\w+/=]+)" alt="[^"<>]*")((?: (?:style|align|valign|width|height|bgcolor|colspan|rowspan|border|type|start|value|color|size|face|lang|dir|cellpadding|cellspacing)="[^"<>\\]*")*)>/g;

  test.each(attacks.map((html) => [html]))('%j', (html) => {
    const safe = clean(html, ['pic@x']);
    expect(safe.replace(element, '')).not.toMatch(/[<>]/);
    const written = [...safe.matchAll(element)].map(([, attributes]) => attributes).join('');
    expect(written).not.toMatch(/url|\(|expression|import|position|\\|javascript|on\w+=/i);
    expect(safe).toMatch(/still here|^$/);
  });
});
