import { describe, expect, test } from '@jest/globals';
import { triage } from '../../../ai/keyless/triage.rules.ts';
import { phraseTables } from '../../../ai/keyless/triage-phrases.rules.ts';

const of = (language: string | null, text: string, subject = '', important = false) => triage({ subject, text, important, language });

describe('priority follows whole words and phrases', () => {
  test.each([
    ['en', 'urgent', 'There is an outage in building B.'],
    ['en', 'urgent', 'Since nine o’clock everything is down.'],
    ['en', 'urgent', 'We were hacked over the weekend.'],
    ['en', 'urgent', 'This affects everyone in the warehouse.'],
    ['en', 'high', 'The internet went down an hour ago.'],
    ['en', 'high', 'I can’t work until this is fixed.'],
    ['en', 'high', 'Please answer ASAP.'],
    ['en', 'low', 'How do I change my greeting?'],
    ['en', 'medium', 'The door opener makes a noise.'],
    ['de', 'urgent', 'Niemand kann arbeiten, das ganze Büro ist offline.'],
    ['de', 'urgent', 'Wir hatten einen Sicherheitsvorfall.'],
    ['de', 'high', 'Der Server ist ausgefallen.'],
    ['de', 'high', 'Bitte dringend um Rückruf.'],
    ['de', 'low', 'Ich habe eine Frage zur Anlage.'],
    ['de', 'medium', 'Das Licht am Switch blinkt gelb.'],
    ['fr', 'urgent', 'Plus personne ne peut travailler depuis ce matin.'],
    ['fr', 'high', 'L’imprimante est en panne.'],
    ['fr', 'low', 'Comment puis-je changer la langue ?'],
    ['es', 'urgent', 'Nadie puede trabajar, toda la oficina sin red.'],
    ['es', 'high', 'El servidor está caído.'],
    ['es', 'low', 'Tengo una pregunta sobre el sistema.'],
    ['it', 'urgent', 'Nessuno può lavorare da stamattina.'],
    ['it', 'high', 'Il router è guasto.'],
    ['it', 'low', 'Vorrei sapere quando aprite.'],
    ['nl', 'urgent', 'Niemand kan werken, alles ligt plat.'],
    ['nl', 'high', 'De lift-telefoon is kapot.'],
    ['nl', 'low', 'Ik heb een vraag over de camera.'],
    ['pl', 'urgent', 'Nikt nie może pracować.'],
    ['pl', 'high', 'Mamy awarię, proszę przyjechać.'],
    ['pl', 'low', 'Mam pytanie o szkolenie.'],
  ])('%s, %s: %s', (language, priority, text) => {
    expect(of(language, text).priority).toBe(priority);
  });
});

describe('words inside words, harmless uses and negations raise nothing', () => {
  test.each([
    ['en', 'medium', 'Please download the report.'],
    ['en', 'medium', 'I cannot show my screen.'],
    ['en', 'medium', 'Please write it down and send it to me.'],
    ['en', 'medium', 'Hello everyone, here are the plans.'],
    ['en', 'medium', 'Our urgentcare branch has moved.'],
    ['en', 'medium', 'The insurgent lecture is on Friday.'],
    ['en', 'medium', 'The information­sheet is attached.'.replace('­', '')],
    ['en', 'low', 'This is not urgent.'],
    ['en', 'low', 'It isn’t urgent, no rush.'],
    ['en', 'medium', 'The mouse is broken, but it is not urgent.'],
    ['en', 'medium', 'Nothing is broken, I only wanted to say thanks.'],
    ['de', 'low', 'Es ist nicht dringend.'],
    ['de', 'low', 'Das hat Zeit, keine Eile.'],
    ['de', 'medium', 'Die Kopfhörer sind kaputt, aber nicht dringend.'],
    ['de', 'medium', 'Wir haben einen Umkehrschluss gezogen.'],
    ['fr', 'low', 'Ce n’est pas urgent.'],
    ['fr', 'low', 'Rien d’urgent, à l’occasion.'],
    ['es', 'low', 'No es urgente.'],
    ['it', 'low', 'Non è urgente, senza fretta.'],
    ['nl', 'low', 'Het is niet dringend.'],
    ['pl', 'low', 'To nie jest pilne.'],
  ])('%s, %s: %s', (language, priority, text) => {
    expect(of(language, text).priority).toBe(priority);
  });

  test.each([
    ['en', 'It is no longer urgent.'],
    ['en', 'Nothing urgent, just so that you know.'],
    ['de', 'Das ist nicht mehr dringend.'],
    ['de', 'Nicht so eilig.'],
    ['fr', 'Ce n’est plus urgent.'],
    ['fr', 'Ce n’est pas très urgent.'],
    ['es', 'No es muy urgente.'],
    ['it', 'Non è per niente urgente.'],
    ['nl', 'Het is niet zo dringend.'],
    ['pl', 'To nie jest już pilne.'],
  ])('%s, what is said to be hardly urgent is low: %s', (language, text) => {
    expect(of(language, text).priority).toBe('low');
  });

  test.each([
    ['en', 'Internet not working - URGENT'],
    ['en', 'Phones not working urgent'],
    ['de', 'Drucker geht nicht – dringend'],
    ['de', 'WLAN geht nicht dringend'],
    ['fr', 'Le wifi ne marche pas urgent'],
    ['es', 'La impresora no funciona urgente'],
    ['it', 'La stampante non funziona urgente'],
    ['nl', 'De printer doet het niet dringend'],
    ['pl', 'Drukarka nie działa pilne'],
  ])('%s, the “not” of a fault takes nothing from the urgency behind it: %s', (language, subject) => {
    expect(of(language, '', subject)).toMatchObject({ priority: 'high', type: 'technical' });
  });

  test('a negation reaches three words and not into the next clause', () => {
    expect(of('en', 'We do not know why, the server is down.').priority).toBe('high');
    expect(of('en', 'Not sure what to do here since the server is down.').priority).toBe('high');
  });
});

describe('type follows what the words name', () => {
  test.each([
    ['en', 'billing', 'Invoice 4711 was paid twice.'],
    ['en', 'bug', 'The portal shows an error message and crashes.'],
    ['en', 'feature_request', 'It would be nice if the list had a filter.'],
    ['en', 'technical', 'The access point on floor 2 is offline.'],
    ['en', 'support', 'I forgot my password and am locked out.'],
    ['en', 'general', 'Thank you for the nice visit.'],
    ['en', 'general', 'The terror film evening is on Friday.'],
    ['de', 'billing', 'Die Rechnungen vom Mai fehlen uns noch.'],
    ['de', 'technical', 'Das WLAN in der Halle geht nicht.'],
    ['de', 'bug', 'Das Programm stürzt ab mit einer Fehlermeldung.'],
    ['de', 'support', 'Wir haben einen neuen Mitarbeiter und brauchen einen Zugang.'],
    ['fr', 'billing', 'La facture de mai comporte un prélèvement de trop.'],
    ['fr', 'technical', 'Le wifi ne fonctionne plus.'],
    ['es', 'billing', 'Necesito la factura de mayo.'],
    ['es', 'technical', 'La impresora no funciona.'],
    ['it', 'technical', 'La stampante non funziona più.'],
    ['it', 'billing', 'Manca la nota di credito.'],
    ['nl', 'technical', 'De printer doet het niet meer.'],
    ['nl', 'support', 'Ik ben mijn wachtwoord vergeten.'],
    ['pl', 'technical', 'Drukarka nie drukuje.'],
    ['pl', 'billing', 'Proszę o korektę faktury.'],
  ])('%s, %s: %s', (language, type, text) => {
    expect(of(language, text).type).toBe(type);
  });
});

describe('intent is a ticket unless a quote or a look-up is asked for', () => {
  test.each([
    ['en', 'quote_request', 'Please send us a quote for 12 access points.'],
    ['en', 'quote_request', 'How much would a second line be?'],
    ['en', 'support', 'He said, and I quote the manual, that it is waterproof.'],
    ['en', 'lookup', 'What is the status of my ticket?'],
    ['en', 'lookup', 'TKT-202411-00001: is it done?'],
    ['en', 'support', 'The status light on the server is red.'],
    ['de', 'quote_request', 'Bitte erstellen Sie uns ein Angebot für die Verkabelung.'],
    ['de', 'support', 'Ihr Angebot hat uns gefallen.'],
    ['de', 'lookup', 'Wie ist der Stand? Gibt es Neuigkeiten?'],
    ['fr', 'quote_request', 'Pourriez-vous nous envoyer un devis ?'],
    ['fr', 'lookup', 'Où en est ma demande ?'],
    ['es', 'quote_request', 'Necesitamos un presupuesto para dos cámaras.'],
    ['it', 'quote_request', 'Vorremmo un preventivo per tre telecamere.'],
    ['nl', 'quote_request', 'Graag een offerte voor vier camera’s.'],
    ['nl', 'lookup', 'Wat is de status van mijn melding?'],
    ['pl', 'quote_request', 'Proszę o wycenę okablowania.'],
    ['pl', 'lookup', 'Jaki jest status zgłoszenia?'],
  ])('%s, %s: %s', (language, intent, text) => {
    expect(of(language, text).intent).toBe(intent);
  });

  test('a mail that reports trouble stays a ticket though it asks for a price, unless its subject asks for a quote', () => {
    const text = 'The server is down. Please send us a quote for a new one.';
    expect(of('en', text).intent).toBe('support');
    expect(of('en', text, 'A quote for a server').intent).toBe('quote_request');
  });
});

describe('the suggestion explains itself', () => {
  test('with the phrases it found, in words', () => {
    expect(of('en', 'The printer is broken.', 'Invoice').reasons).toEqual(['“invoice”: type billing', '“broken”: priority high']);
    expect(of('en', 'Good morning.').reasons).toEqual(['no word points to a type: general', 'no word speaks of urgency: priority medium']);
  });

  test('importance set by the sender raises by one step, from high to urgent and no further', () => {
    expect(of('en', 'Good morning.', '', true)).toMatchObject({
      priority: 'high',
      reasons: expect.arrayContaining(['marked as important by the sender: one step higher, high']),
    });
    expect(of('en', 'How do I print?', '', true).priority).toBe('medium');
    expect(of('en', 'The vpn is down.', '', true).priority).toBe('urgent');
    expect(of('en', 'There is an outage.', '', true).priority).toBe('urgent');
  });

  test('confidence grows with the number of phrases and stays below certainty', () => {
    const rising = ['Good morning.', 'The invoice.', 'The invoice and a refund.', 'The invoice, a refund, a receipt, the billing.'].map(
      (text) => of('en', text).confidence,
    );
    expect(rising).toEqual([...rising].sort((a, b) => a - b));
    expect(new Set(rising).size).toBe(4);
    expect(Math.max(...rising)).toBeLessThan(0.9);
  });
});

test('English words of trouble count in every language, and every table counts when the language is unknown', () => {
  expect(of('de', 'Hallo, unser VPN is down.').priority).toBe('high');
  expect(of(null, 'Der Drucker ist kaputt.').priority).toBe('high');
  expect(of('fi', 'Drukarka nie drukuje.').type).toBe('technical');
  expect(of('fr', 'Der Drucker ist kaputt.').priority).toBe('medium');
});

test('every table has every topic filled, in small letters, without a phrase twice in a topic', () => {
  for (const [language, table] of Object.entries(phraseTables)) {
    for (const [topic, phrases] of Object.entries(table)) {
      const list = phrases.split('|');
      expect({
        language,
        topic,
        list: list.filter((phrase, at) => list.indexOf(phrase) !== at || !/^[\p{Ll}\p{N}]+\*?( [\p{Ll}\p{N}]+\*?)*$/u.test(phrase)),
      }).toEqual({ language, topic, list: [] });
    }
  }
});

describe('a text of any size', () => {
  test('is judged by its first 20,000 characters', () => {
    expect(of('en', `${'word '.repeat(3_000)}the server is down ${'word '.repeat(500_000)}`).priority).toBe('high');
    expect(of('en', `${'word '.repeat(4_000)}the server is down`).priority).toBe('medium');
  });

  // Quadratic work on either would outlast the time limit of a test many times over.
  test.each([
    ['many urgent words', 'urgent '.repeat(300_000)],
    ['many negations', 'not '.repeat(500_000)],
    ['one word', 'x'.repeat(2_000_000)],
    ['one number', `TKT-${'1'.repeat(2_000_000)}`],
  ])('is judged in time that does not grow with it: %s', (_, text) => {
    expect(of(null, text, text).reasons.join('').length).toBeLessThan(500);
  });

  test('gives reasons of a readable length', () => {
    expect(of('de', `defekt${'x'.repeat(15_000)}`).reasons.join('').length).toBeLessThan(300);
  });
});
