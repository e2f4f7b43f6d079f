import { describe, expect, it } from '@jest/globals';
import { findAddresses } from '../../ai/functions/extract/find-addresses.rules.ts';
import { findDates } from '../../ai/functions/extract/find-dates.ts';
import { findItems, readItem } from '../../ai/functions/extract/find-items.rules.ts';
import { placeOf } from '../../ai/functions/extract/place-of.rules.ts';
import { sentencesOf } from '../../ai/keyless/sentences.rules.ts';

const monday = { at: new Date('2026-05-11T09:00:00Z'), timeZone: 'Europe/London' };

describe('wanted things', () => {
  it.each<[string, [number | null, string | null, string][]]>([
    [
      'We need 24 double sockets Cat 6A, one 24-port PoE switch and three access points, installed and measured.',
      [
        [24, null, 'double sockets Cat 6A'],
        [1, null, '24-port PoE switch'],
        [3, null, 'access points'],
      ],
    ],
    [
      'Please quote 12 network cables Cat 6, 5 m, and 2 switches for our office in Leeds by 3 June.',
      [
        [12, null, 'network cables Cat 6'],
        [2, null, 'switches'],
      ],
    ],
    ['Please send an offer for 1,200 m of fibre cable.', [[1200, 'm', 'fibre cable']]],
    [
      'Bitte um ein Angebot für 2,5 m Rohr und 3 x Netzwerkdosen bis Freitag.',
      [
        [2.5, 'm', 'Rohr'],
        [3, null, 'Netzwerkdosen'],
      ],
    ],
    ['Wir brauchen zehn Stück Patchkabel.', [[10, 'pcs', 'Patchkabel']]],
    [
      'Nous avons besoin de 5 rouleaux de câble et deux armoires.',
      [
        [5, 'rolls', 'câble'],
        [2, null, 'armoires'],
      ],
    ],
    [
      'Necesitamos 4 cajas de tornillos y 2 routers.',
      [
        [4, 'boxes', 'tornillos'],
        [2, null, 'routers'],
      ],
    ],
    [
      'Vorremmo un preventivo per 3 telecamere e 20 metri di cavo.',
      [
        [3, null, 'telecamere'],
        [20, 'm', 'cavo'],
      ],
    ],
    ['Graag een offerte voor 6 stuks schermen.', [[6, 'pcs', 'schermen']]],
    [
      'Prosimy o ofertę na 8 sztuk kabli i trzy szafy.',
      [
        [8, 'pcs', 'kabli'],
        [3, null, 'szafy'],
      ],
    ],
  ])('are found in “%s”', (text, expected) => {
    const found = findItems(text, false);
    expect(found.map(({ quantity, unit, description }) => [quantity, unit, description])).toEqual(expected);
    for (const { from, to, description } of found) expect(text.slice(from, to).endsWith(description)).toBe(true);
  });

  it.each<[string, [number | null, string | null, string][]]>([
    [
      'We need a dozen patch cables and half a dozen keystone jacks by next Tuesday.',
      [
        [12, null, 'patch cables'],
        [6, null, 'keystone jacks'],
      ],
    ],
    [
      'Please quote 2-3 access points and 10 to 12 double sockets.',
      [
        [null, null, 'access points'],
        [null, null, 'double sockets'],
      ],
    ],
    [
      'We would like a pair of 24-port switches and twenty-five RJ45 plugs.',
      [
        [2, null, '24-port switches'],
        [25, null, 'RJ45 plugs'],
      ],
    ],
    [
      'Please send an offer for 1.5 km of fibre, 3 m patch leads x 20 and 40pcs of cable ties.',
      [
        [1.5, 'km', 'fibre'],
        [20, null, '3 m patch leads'],
        [40, 'pcs', 'cable ties'],
      ],
    ],
    ['Could you deliver thirty metres of trunking within two weeks?', [[30, 'm', 'trunking']]],
    ['Up to 15 phones are needed until the end of the month.', [[15, null, 'phones']]],
    [
      'Wir brauchen ein Dutzend Netzwerkdosen und fünfundzwanzig Patchkabel bis nächsten Dienstag.',
      [
        [12, null, 'Netzwerkdosen'],
        [25, null, 'Patchkabel'],
      ],
    ],
    [
      'Bitte um ein Angebot für 2,5 km Glasfaser, 3-4 Switches und zwei Dutzend Stecker.',
      [
        [2.5, 'km', 'Glasfaser'],
        [null, null, 'Switches'],
        [24, null, 'Stecker'],
      ],
    ],
    [
      'Wir benötigen eineinhalb Meter Kabelkanal und 1.200 m Kabel bis Ende nächster Woche.',
      [
        [1.5, 'm', 'Kabelkanal'],
        [1200, 'm', 'Kabel'],
      ],
    ],
    [
      'Wir bestellen hundert Meter Cat.7-Kabel, je 10 Stk. RJ45-Stecker und ein paar Kabelbinder.',
      [
        [100, 'm', 'Cat.7-Kabel'],
        [10, 'pcs', 'RJ45-Stecker'],
      ],
    ],
    [
      'Nous avons besoin d’une douzaine de prises et de 2,5 m de câble avant mardi prochain.',
      [
        [12, null, 'prises'],
        [2.5, 'm', 'câble'],
      ],
    ],
    [
      'Necesitamos una docena de cables y 3 o 4 conmutadores para el próximo martes.',
      [
        [12, null, 'cables'],
        [null, null, 'conmutadores'],
      ],
    ],
    [
      'Ci servono una dozzina di prese e venticinque metri di cavo entro martedì prossimo.',
      [
        [12, null, 'prese'],
        [25, 'm', 'cavo'],
      ],
    ],
    [
      'Potrzebujemy tuzin kabli i 2,5 m przewodu do przyszłego wtorku.',
      [
        [12, null, 'kabli'],
        [2.5, 'm', 'przewodu'],
      ],
    ],
  ])('are counted in words, dozens and ranges in “%s”', (text, expected) => {
    expect(findItems(text, false).map(({ quantity, unit, description }) => [quantity, unit, description])).toEqual(expected);
  });

  it.each([
    'We restarted it 2 times within 10 minutes.',
    'Can we order it for £95 and 3 weeks later?',
    'Our order number is 4711.',
    'We need help on floor 2.',
    'I have 3 screens.',
  ])('are not found in “%s”', (text) => {
    expect(findItems(text, false)).toEqual([]);
  });

  it('finds the lines of a list once the message asks for something', () => {
    expect(findItems('- 4 x patch panels', true)).toMatchObject([{ quantity: 4, description: 'patch panels' }]);
    expect(findItems('- 4 x patch panels', false)).toEqual([]);
  });

  it('takes no price for a quantity or into a description', () => {
    expect(readItem('2 switches (£400 each)')).toEqual({ quantity: 2, unit: null, description: 'switches' });
    expect(readItem('£400')).toBeNull();
    expect(readItem('400 EUR')).toBeNull();
  });
});

describe('days', () => {
  it.each<[string, string, string[]]>([
    ['Could you come on May the 15th?', 'en', ['2026-05-15']],
    ['Could you come on the 15th?', 'en', ['2026-05-15']],
    ['Could you come on the 5th?', 'en', ['2026-06-05']],
    ['Please deliver by 3 June 2026.', 'en', ['2026-06-03']],
    ['We need it by 02/06/2026.', 'en', ['2026-06-02']],
    ['We need it next week, 3 m or longer.', 'en', []],
    ['Please come next Tuesday, or in two days.', 'en', ['2026-05-19', '2026-05-13']],
    ['Könnten Sie am Mittwoch, den 3. Juni, kommen, oder bis spätestens 15.6. liefern?', 'de', ['2026-06-03', '2026-06-15']],
    ['Nächsten Dienstag oder übermorgen, nicht nächste Woche.', 'de', ['2026-05-19', '2026-05-13']],
    ['Do przyszłego wtorku albo jutro.', 'pl', ['2026-05-12', '2026-05-12']],
    ['Tomorrow is fine, or else Friday.', 'en', ['2026-05-12', '2026-05-15']],
    ['Nobody can print since this morning in May.', 'en', []],
    ['Bitte liefern Sie am 20. Mai oder bis zum 28.', 'de', ['2026-05-20', '2026-05-28']],
    ['Termin am 02.06.2026.', 'de', ['2026-06-02']],
    ['Livraison le 20 mai 2026 s’il vous plaît.', 'fr', ['2026-05-20']],
    ['Entrega el 20 de mayo de 2026.', 'es', ['2026-05-20']],
    ['Consegna il 20 maggio 2026.', 'it', ['2026-05-20']],
    ['Levering op 20 mei 2026.', 'nl', ['2026-05-20']],
    ['Dostawa do 20 maja, najpóźniej 02.06.2026.', 'pl', ['2026-05-20', '2026-06-02']],
    ['2026年5月20日までにお願いします。', 'ja', ['2026-05-20']],
  ])('are read in “%s”', (text, language, expected) => {
    const found = findDates(text, language, monday);
    expect(found.map(({ date }) => date)).toEqual(expected);
    for (const { from, to } of found) expect(text.slice(from, to).trim()).not.toBe('');
  });

  it('counts today by the wall of the company, not of this machine', () => {
    const late = { at: new Date('2026-05-11T23:30:00Z'), timeZone: 'Europe/London' };
    expect(findDates('Please come tomorrow.', 'en', late)).toMatchObject([{ date: '2026-05-13' }]);
    expect(findDates('Please come tomorrow.', 'en', { ...late, timeZone: 'America/New_York' })).toMatchObject([{ date: '2026-05-12' }]);
  });
});

describe('postal addresses', () => {
  it.each([
    ['Please deliver to 12 Mill Lane, Leeds LS1 4AB before noon.', ['12 Mill Lane, Leeds LS1 4AB']],
    ['Lieferung an:\nHauptstraße 5\n10115 Berlin\nDanke', ['Hauptstraße 5\n10115 Berlin']],
    ['Adresse : 12 rue Victor Hugo, 69002 Lyon', ['12 rue Victor Hugo, 69002 Lyon']],
    ['Keizersgracht 100, 1015 CV Amsterdam', ['Keizersgracht 100, 1015 CV Amsterdam']],
    ['Lieferung bis spätestens 15.12. an Hauptstraße 12a, 80331 München.', ['Hauptstraße 12a, 80331 München']],
    ['Deliver to Northwind House, 14b King Street, Manchester M2 6AG.', ['14b King Street, Manchester M2 6AG']],
    ['ul. Długa 7, 00-238 Warszawa', ['ul. Długa 7, 00-238 Warszawa']],
    ['Our order 10115 Berlin was late.', []],
    ['Nothing to see here, 24 sockets please.', []],
  ])('are found in “%s”', (text, expected) => {
    expect(findAddresses(text).map(({ from, to }) => text.slice(from, to))).toEqual(expected);
  });
});

describe('the place of copied words', () => {
  const text = 'First line here.\nWe need 4\nswitches now.';
  const sentences = sentencesOf(text);
  it('is found over a line end, and only in the sentence that is named', () => {
    const place = placeOf(text, sentences, { ref: 'm1.s2', words: 'We need 4' });
    expect(place === null ? null : text.slice(place.from, place.to)).toBe('We need 4');
    expect(placeOf(text, sentences, { ref: 'm1.s1', words: 'switches' })).toBeNull();
  });
  it.each([
    ['m1.s9', 'First'],
    ['m2.s1', 'First'],
    ['m1.s1', 'Fist'],
    ['m1.s1', ''],
    ['m1.s-1', 'First'],
    ['__proto__', 'First'],
  ])('is none for %s and “%s”', (ref, words) => {
    expect(placeOf(text, sentences, { ref, words })).toBeNull();
  });
});
