import { describe, expect, it } from '@jest/globals';
import { type NeutralSurface, neutralise, surfaces } from '../../../ai/neutralise/neutralise.rules.ts';
import { plainText } from '../../../ai/neutralise/plain-text.rules.ts';
import { markupProblems } from '../../support/slack/hidden-pings.ts';
import { hostileText } from './hostile-text.ts';

const rounds = 4_000;
const allowedHosts = ['ok.example'];

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: these are the ones that may not be left
// biome-ignore-start lint/suspicious/noMisleadingCharacterClass: each is looked for by itself
/** Written apart from the rules it measures: what a program would open, fetch, call or run. */
const never: [string, RegExp][] = [
  [
    'a hidden character',
    /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E01EF}]/u,
  ],
  ['a lone surrogate', /\p{Cs}/u],
  ['an image', /!\[[^\]]*\][([]|<img\b/i],
  ['a link in Markdown', /\[[^\]]*\]\(/],
  ['a definition of a link', /^\s{0,3}\[[^\]]+\]:/m],
  ['a link elsewhere', /\bhttps?:[/\\]+(?![/\\])(?!ok\.example(?:[/?#\s"'<>)\]]|$))/i],
  ['an encoded link', /https?(?:%3a|&#58;)/i],
  ['another scheme', /(?<![\p{L}\p{N}])(?:javascript|vbscript|data|file|ftp):\S/iu],
  ['a host in the clear', /(?<!@[\w.-]*)(?<![\p{L}\p{N}])evil[.。]example(?![@\p{L}\p{N}])/iu],
  ['a link inside an allowed one', /ok\.example\/r\?u=(?:https?|\/\/|%)/i],
  ['a call of people', /<!(?:channel|here|everyone|subteam)|<@|<#[A-Z]|<at\b|(?<![\w])@(?:channel|here|everyone)\b/i],
];
// biome-ignore-end lint/suspicious/noMisleadingCharacterClass: as above
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: as above

const perSurface: Partial<Record<NeutralSurface, [string, RegExp][]>> = {
  slack: [
    ['a raw angle bracket', /[<>]/],
    ['markup', /[*`~]/],
    ['a card', /"type"\s*:|"tool_calls"\s*:/],
  ],
  teams: [
    ['a raw angle bracket', /[<>]/],
    ['markup', /[*`~]/],
    ['a macro', /\{\{/],
    ['a card', /"type"\s*:|"tool_calls"\s*:/],
  ],
  mail_html: [['HTML', /[<>"']/]],
  web: [['HTML', /[<>"']/]],
  file: [['a formula', /^[=+\-@\t\n]/]],
};

function left(text: string, patterns: [string, RegExp][]): string[] {
  return patterns.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
}

describe('a foreign text on a surface', () => {
  it.each(surfaces)(
    'leaves nothing on %s that opens, fetches, calls or runs, in thousands of combinations, and is the same when done twice',
    (surface) => {
      const faults: string[] = [];
      for (let seed = 1; seed <= rounds; seed += 1) {
        const shown = neutralise(hostileText(seed), surface, { allowedHosts });
        const found = left(shown, [...never, ...(perSurface[surface] ?? [])]);
        if (surface === 'slack' && markupProblems(shown, '').length > 0) found.push('what Slack would refuse');
        if (neutralise(shown, surface, { allowedHosts }) !== shown) found.push('another text the second time');
        if (found.length > 0) faults.push(`${seed} ${found.join(', ')}: ${JSON.stringify(hostileText(seed))} → ${JSON.stringify(shown)}`);
      }
      expect(faults.slice(0, 5)).toEqual([]);
    },
  );

  it('keeps links of allowed hosts, and shows where the others would have led', () => {
    const text = 'Read [the guide](https://ok.example/a?b=1) and [this](https://evil.example/x), www.evil.example too.';
    expect(neutralise(text, 'mail_text', { allowedHosts })).toBe(
      'Read the guide ( https://ok.example/a?b=1 ) and this ( hxxps://evil[.]example/x ), www[.]evil[.]example too.',
    );
    expect(neutralise(text, 'mail_text', { allowedHosts: [] })).not.toMatch(/https:/);
  });

  it('is not fooled by a host that only begins or ends like an allowed one, nor by one that carries another inside', () => {
    for (const url of [
      'https://ok.example.evil.example/',
      'https://evilok.example/',
      'https://ok.example@evil.example/',
      'https://ok.example/r?u=//evil.example',
      'https://ok.example\\@evil.example/',
      'ftp://ok.example/',
    ]) {
      expect(neutralise(url, 'slack', { allowedHosts })).not.toMatch(/https?:|ftp:/);
    }
  });

  it('leaves ordinary sentences of ten languages as they are', () => {
    const said = [
      'The printer in room 3.12 is offline since 9.30 a.m.; see ticket ACME-1042, file report.pdf or main.ts.',
      'Größe 3,5 mm, bitte bis z.B. Freitag. Kosten: 1.234,50 €.',
      'Bonjour, l’imprimante est en panne — merci !',
      '¿Cuándo llega el pedido nº 12? Sí, el viernes.',
      'プリンターが動きません。よろしくお願いします。',
      'الطابعة لا تعمل منذ الصباح.',
      'Принтер не работает, ошибка 0x80070005.',
      'I like it.We do too. Write to dana@brightfield.example, please.',
    ];
    for (const text of said) {
      expect(neutralise(text, 'mail_text', { allowedHosts: [] })).toBe(text.normalize('NFC'));
      expect(plainText(text, 4_000)).toBe(text.normalize('NFC'));
    }
  });
});

describe('a model’s text as plain text', () => {
  it('has no markup, no image, no hidden character and no address that opens, keeps to its cap and is the same when done twice', () => {
    const faults: string[] = [];
    for (let seed = 1; seed <= rounds; seed += 1) {
      const cap = 40 + (seed % 200);
      const plain = plainText(hostileText(seed), cap);
      const found = left(plain, [
        ...never.filter(([name]) => name !== 'a link elsewhere'),
        ['a link', /\bhttps?:[/\\]/i],
        ['a tag', /<(?:script|img|svg|a|b)\b[^<>]*>/i],
      ]);
      if (plain.length > cap) found.push('more than its cap');
      if (plainText(plain, cap) !== plain) found.push('another text the second time');
      if (found.length > 0) faults.push(`${seed} ${found.join(', ')}: ${JSON.stringify(hostileText(seed))} → ${JSON.stringify(plain)}`);
    }
    expect(faults.slice(0, 5)).toEqual([]);
  });

  it('keeps comparisons, mail addresses in brackets and emoji', () => {
    expect(plainText('a < b and c > d, <dana@ok.example> ❤️ 1️⃣', 99)).toBe('a < b and c > d, <dana@ok.example> ❤️ 1️⃣');
    expect(plainText('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(plainText('anything', 0)).toBe('');
  });
});
