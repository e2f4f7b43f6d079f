import { describe, expect, it } from '@jest/globals';
import { protect, restore } from '../../ai/functions/translation/placeholders.rules.ts';
import { tellLanguage } from '../../ai/functions/translation/tell-language.ts';
import { parseCommand } from '../../bots/commands/parse-command.ts';

const text =
  'Order TKT-202611-00004 for £1,234.50 (24 x Cat6A, 10:30) is at https://shop.example/a?b=1, ask jane@acme.example or +44 113 496 0000. A4 costs 5 %.';

describe('what is never translated', () => {
  it('is taken out and put back as it was', () => {
    const { text: signed, kept } = protect(text);
    expect(kept).toEqual(
      expect.arrayContaining([
        'TKT-202611-00004',
        '£1,234.50',
        '24',
        'Cat6A',
        '10:30',
        'https://shop.example/a?b=1',
        'jane@acme.example',
        'A4',
        '5 %',
      ]),
    );
    expect(signed).not.toMatch(/\d(?!\d*⟧)/);
    expect(restore(signed, kept)).toBe(text);
  });

  it('may stand in another order', () => {
    const { kept } = protect('4 for 5');
    expect(restore('⟦2⟧ für ⟦1⟧', kept)).toBe('5 für 4');
  });

  it.each([
    ['is lost', 'Bestellung ⟦1⟧'],
    ['is doubled', 'Bestellung ⟦1⟧ ⟦1⟧ ⟦2⟧'],
    ['was never there', 'Bestellung ⟦1⟧ ⟦2⟧ ⟦3⟧'],
    ['stands for none', 'Bestellung ⟦0⟧ ⟦1⟧ ⟦2⟧'],
    ['is made up beside them', 'Bestellung ⟦1⟧ ⟦2⟧ für 5 Euro'],
    ['is a made-up link', 'Bestellung ⟦1⟧ ⟦2⟧ https://evil.example'],
    ['is a made-up address', 'Bestellung ⟦1⟧ ⟦2⟧ an a@evil'],
    ['is a digit of another script', 'Bestellung ⟦1⟧ ⟦2⟧ ٣'],
    ['is broken', 'Bestellung ⟦1⟧ ⟦2⟧ ⟦'],
  ])('makes the translation worthless when one %s', (_what, said) => {
    expect(restore(said, ['4711', '12'])).toBeNull();
  });

  it('is not confused by signs that the writer wrote', () => {
    const hostile = 'Look: ⟦1⟧ and ⟦2⟧ and 7 ⟦';
    const { text: signed, kept } = protect(hostile);
    expect(restore(signed, kept)).toBe(hostile);
    expect(kept).toContain('⟦1⟧');
  });

  it('comes back for any text that is not translated at all', () => {
    for (const sample of ['', 'no figures', '1', '1.2.3.4', '⟦⟧', 'a1b2-c3', '10€ 10 €', '…½²', 'x@y.example,https://a.b/c.', '١٢٣']) {
      const { text: signed, kept } = protect(sample);
      expect(restore(signed, kept)).toBe(sample);
    }
  });
});

it.each([
  ['The printer is broken and we cannot print.', 'en'],
  ['Der Drucker ist kaputt und wir können nicht drucken.', 'de'],
  ['L’imprimante est en panne et nous ne pouvons pas imprimer avec votre pilote.', 'fr'],
  ['Принтер сломан, и мы не можем печатать.', 'ru'],
  ['プリンターが壊れています。', 'ja'],
  ['4711 https://a.example', null],
])('tells the language of “%s”', (sample, language) => {
  expect(tellLanguage(sample)).toBe(language);
});

describe('a translation is asked for', () => {
  it.each([
    ...['English', 'Spanish', 'French', 'German', 'Italian', 'Portuguese', 'Dutch', 'Russian', 'Japanese', 'Chinese'].map(
      (name, index) =>
        [`translate 4 into ${name}`, ['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'ru', 'ja', 'zh'][index] as string, {}] as const,
    ),
    ['translate 4 to pt', 'pt', {}],
    ['translate 4 en', 'en', {}],
    ['Translate 4 into Brazilian Portuguese', 'pt', {}],
    ['translate message 2 of 4 to nl', 'nl', { message: 2 }],
    ['translate 4 message 2 to nl', 'nl', { message: 2 }],
    ['übersetze 4 auf Deutsch', 'de', {}],
    ['Übersetze 4 ins Französische', 'fr', {}],
    ['übersetze Nachricht 2 von 4 auf Englisch', 'en', { message: 2 }],
    ['traduire 4 en français', 'fr', {}],
  ])('by “%s”', (text, to, more) => {
    expect(parseCommand(text)).toMatchObject({ kind: 'call', op: 'ai.translate', args: { ticket: '4', to, ...more } });
  });

  it.each(['translate 4 to klingon', 'translate 4', 'translate to de'])('and “%s” is asked back about', (text) => {
    expect(parseCommand(text).kind).not.toBe('call');
  });
});
