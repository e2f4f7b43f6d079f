import { describe, expect, test } from '@jest/globals';
import { detectLanguage } from '../../../mail/parse/detect-language.ts';

describe('the language of a customer’s text', () => {
  test.each([
    ['en', 'Hello, the printer on the second floor is not working since this morning.'],
    ['en', 'Please call me back'],
    ['de', 'Der Drucker geht nicht'],
    ['de', 'Guten Tag, bitte senden Sie uns ein Angebot für zwölf Access Points.'],
    ['fr', "L'imprimante ne marche plus depuis ce matin, merci de nous aider."],
    ['es', 'Hola, no puedo entrar en el sistema desde ayer.'],
    ['it', 'Buongiorno, la stampante non funziona più da ieri.'],
    ['nl', 'De printer doet het niet meer sinds vanochtend.'],
    ['pl', 'Drukarka nie działa od dzisiaj rano.'],
    ['pt', 'Bom dia, a impressora não funciona.'],
    ['ja', 'こんにちは、プリンターが壊れました'],
    ['ru', 'Принтер не работает'],
    ['he', 'המדפסת בקומה השנייה לא עובדת'],
  ])('%s: %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  test.each([[''], ['ok'], ['Hello'], ['TKT-202411-00001'], ['192.168.0.1 10.0.0.1'], ['👍👍'], ['https://example.com/die/der/und/nicht']])(
    'is not guessed from “%s”',
    (text) => {
      expect(detectLanguage(text)).toBeNull();
    },
  );

  test('does not come from quoted lines', () => {
    expect(
      detectLanguage('Danke, der Drucker ist wieder da.\n> Hello, is the printer working now?\n> Please tell us when you have seen it.'),
    ).toBe('de');
  });
});
