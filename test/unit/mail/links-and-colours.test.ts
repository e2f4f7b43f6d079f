import { describe, expect, test } from '@jest/globals';
import { contrast, inkOn, leastContrast, readableOn, readColour } from '../../../domain/tenancy/brand-colour.rules.ts';
import { lookUpDkimRecord } from '../../../mail/outbound/dkim-keys.ts';
import { dkimRecordName, dkimRecordProblem } from '../../../mail/outbound/dkim-record.rules.ts';
import { linkified } from '../../../mail/templates/links.rules.ts';

const links = (text: string): [shown: string, href: string][] =>
  [...linkified(text, '').matchAll(/<a href="([^"]*)"[^>]*>([^<]*)<\/a>/g)].map((found) => [found[2] ?? '', found[1] ?? '']);
const shownOf = (text: string): string[] => links(text).map(([shown]) => shown);

describe('addresses in what people write', () => {
  test.each<[string, string[]]>([
    ['See https://a.example/x.', ['https://a.example/x']],
    ['(https://a.example/x)', ['https://a.example/x']],
    ['https://a.example/wiki/Printer_(device), yes', ['https://a.example/wiki/Printer_(device)']],
    ['“https://a.example/x” and <https://b.example/y>!', ['https://a.example/x', 'https://b.example/y']],
    ['www.a.example/x?', ['www.a.example/x']],
    ['mailto:jane@a.example', ['mailto:jane@a.example']],
    ['HTTP://A.example', ['HTTP://A.example']],
    ['a@www.b.example, xhttps://c.example, foo/www.d.example', []],
    ['javascript:alert(1) data:text/html,x file:///etc/passwd ftp://a.example', []],
    ['https:// http://localhost/x https://bank.example@evil.example/', []],
  ])('%s', (text, expected) => {
    expect(shownOf(text)).toEqual(expected);
  });

  test('lead where they say, and nothing breaks out of them', () => {
    expect(links('www.a.example')).toEqual([['www.a.example', 'https://www.a.example']]);
    expect(linkified('https://a.example/?a=1&b="onclick=x', 'color:red')).toBe(
      '<a href="https://a.example/?a=1&#38;b=" style="color:red" class="dh-link">https://a.example/?a=1&#38;b=</a>&#34;onclick=x',
    );
    expect(linkified("<b>'", '')).toBe('&#60;b&#62;&#39;');
  });
});

describe('a colour', () => {
  test('has the contrast that WCAG gives for it', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('#0000ff', '#ffffff')).toBeCloseTo(8.59, 2);
  });

  test('is always read on and written in a way that can be seen', () => {
    for (let red = 0; red < 256; red += 51)
      for (let green = 0; green < 256; green += 51)
        for (let blue = 0; blue < 256; blue += 51) {
          const colour = `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
          expect(contrast(inkOn(colour), colour)).toBeGreaterThanOrEqual(leastContrast);
          for (const ground of ['#ffffff', '#1e2126'])
            expect(contrast(readableOn(colour, ground), ground)).toBeGreaterThanOrEqual(leastContrast);
        }
    expect(readableOn('#0a7f5a', '#ffffff')).toBe('#0a7f5a');
  });

  test.each([
    ['#0A5', '#00aa55'],
    ['0a7f5a', '#0a7f5a'],
    ['red', null],
    ['#12345', null],
    ['#0a7f5a;}', null],
  ])('%s is read as %s', (text, expected) => {
    expect(readColour(text)).toBe(expected);
  });
});

describe('a published key', () => {
  const key = { domain: 'acme.example', selector: 's1', publicKey: 'QUJD', algorithm: 'rsa' as const };

  test.each<[string, string[][], RegExp | null]>([
    ['ours', [['v=DKIM1; k=rsa; p=QUJD']], null],
    ['ours in pieces, with blanks', [['v=DKIM1; k=rsa; p=QU', 'JD']], null],
    ['ours without its kind, which means RSA', [['p=QUJD;']], null],
    ['ours beside another text', [['site-check=1'], ['v=DKIM1; p=Q UJD']], null],
    ['none', [], /no TXT record/],
    ['another text', [['v=spf1 -all']], /no p=/],
    ['another key', [['v=DKIM1; k=rsa; p=REVG']], /another key/],
    ['a withdrawn key', [['v=DKIM1; p=']], /withdrawn/],
    ['another kind', [['v=DKIM1; k=ed25519; p=QUJD']], /k=ed25519/],
    ['two keys', [['p=QUJD'], ['p=REVG']], /several/],
  ])('that is %s is told as such', (_what, records, problem) => {
    const found = dkimRecordProblem(records, key);
    if (problem === null) expect(found).toBeNull();
    else expect(found).toMatch(problem);
  });

  test('is looked up under its name; a server that does not answer says nothing about it', async () => {
    const asked: string[] = [];
    const answer = (result: string[][] | string) => async (name: string) => {
      asked.push(name);
      if (typeof result === 'string') throw Object.assign(new Error('dns'), { code: result });
      return result;
    };
    expect(await lookUpDkimRecord(key, answer([['p=QUJD']]))).toEqual({ kind: 'right' });
    expect(await lookUpDkimRecord(key, answer('ENOTFOUND'))).toMatchObject({ kind: 'wrong' });
    expect(await lookUpDkimRecord(key, answer('ESERVFAIL'))).toMatchObject({ kind: 'no_answer' });
    expect(asked).toEqual(Array(3).fill('s1._domainkey.acme.example'));
    expect(dkimRecordName('s1', 'büro.example')).toBe('s1._domainkey.xn--bro-hoa.example');
  });
});
