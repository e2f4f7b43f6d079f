import { describe, expect, it } from '@jest/globals';
import { checkSupport, type Passage } from '../../ai/functions/support/check-support.rules.ts';
import { needsSource } from '../../ai/functions/support/needs-source.rules.ts';

const ours = (...texts: string[]): Passage[] => texts.map((text) => ({ text, by: 'us' }));
const theirs = (...texts: string[]): Passage[] => texts.map((text) => ({ text, by: 'customer' }));

const lock = 'Ten wrong attempts lock an account for thirty minutes.';
const after = 'After that it opens by itself, nothing has to be done.';
const code = 'You get a code on the phone that is registered for you. Type it and choose a new password of at least twelve characters.';
const backup = 'A restored backup of the old phone brings the app but not the keys, so codes on it are not accepted.';
const archive = 'We can switch on the online archive, which takes everything older than two years and stays searchable.';
const cannot = 'If your phone number has changed, the page cannot help.';
const never = 'We never send passwords by e-mail and never ask for yours.';
const quarantine = 'Raise DMARC slowly: none with reports for four weeks, then quarantine.';
const price = 'A visit costs £95 and the second hour £60.';

describe('what a source proves', () => {
  it.each<[string, Passage[], string]>([
    ['Ten wrong attempts lock an account for thirty minutes.', ours(lock), 'en'],
    ['The account is locked for 30 minutes.', ours(lock), 'en'],
    ['After 10 wrong attempts the account is locked for 30 minutes, after that it opens by itself.', ours(lock, after), 'en'],
    ['Please choose a new password of at least 12 characters.', ours(code), 'en'],
    ['We can switch on the online archive.', ours(archive), 'en'],
    ['We could switch on the online archive, which takes everything older than two years.', ours(archive), 'en'],
    ['A restored backup brings the app but not the keys, so codes are not accepted.', ours(backup), 'en'],
    ['We never send passwords by e-mail.', ours(never), 'en'],
    ['If your phone number has changed, the page cannot help.', ours(cannot), 'en'],
    ['A visit costs 95 pounds.', ours(price), 'en'],
    ['You restarted the access point twice.', theirs('We restarted the access point twice, which helped for ten minutes.'), 'en'],
    ['TKT-202611-00004 is open.', ours('TKT-202611-00004: Printer in accounting (open)'), 'en'],
    [
      'Das Konto ist nach zehn falschen Versuchen dreißig Minuten gesperrt.',
      ours('Zehn falsche Versuche sperren das Konto für dreißig Minuten; danach nach Plan.'),
      'de',
    ],
    ['Schalten Sie den Drucker für eine Minute aus.', ours('Drucker ausschalten: Schalten Sie ihn für eine Minute aus.'), 'de'],
    ['Éteignez le routeur pendant 30 secondes.', ours('Éteindre le routeur : éteignez-le pendant trente secondes.'), 'fr'],
    ['Apague el router durante 30 segundos.', ours('Apague el router durante treinta segundos y espere.'), 'es'],
    ['Spenga il router per 30 secondi.', ours('Spenga il router per trenta secondi.'), 'it'],
    ['Zet de router 30 seconden uit.', ours('Zet de router dertig seconden uit.'), 'nl'],
    ['Wyłącz router na 30 sekund.', ours('Wyłącz router na trzydzieści sekund.'), 'pl'],
    ['路由器需要重启。', ours('路由器需要重启。'), 'zh'],
    ['The warranty runs for 25 years.', ours('The warranty runs for twenty-five years.'), 'en'],
    ['Die Garantie läuft 25 Jahre.', ours('Die Garantie läuft fünfundzwanzig Jahre.'), 'de'],
  ])('proves “%s”', (sentence, passages, language) => {
    expect(checkSupport(sentence, passages, language)).toEqual({ ok: true, missing: null });
  });

  it.each<[string, string, Passage[], string]>([
    ['a changed number', 'Ten wrong attempts lock an account for sixty minutes.', ours(lock), 'en'],
    ['a number written as a digit and changed', 'The account is locked for 31 minutes.', ours(lock), 'en'],
    ['two numbers swapped', 'Thirty wrong attempts lock an account for ten minutes.', ours(lock), 'en'],
    ['a changed unit', 'The account is locked for thirty hours.', ours(lock), 'en'],
    ['two counts swapped', 'You need 24 switches and 2 sockets.', ours('They need 24 double sockets and 2 switches.'), 'en'],
    ['an “at least” left out', 'Choose a new password of twelve characters.', ours(code), 'en'],
    ['a denial left out', 'A restored backup brings the app and the keys.', ours(backup), 'en'],
    ['a denial added', 'Ten wrong attempts do not lock an account for thirty minutes.', ours(lock), 'en'],
    ['a denial turned round', 'We send passwords by e-mail.', ours(never), 'en'],
    ['a “can” made an “is”', 'We switched on the online archive.', ours(archive), 'en'],
    ['a “can” made a “have”', 'We have switched on the online archive.', ours(archive), 'en'],
    ['something that shall be done', 'We will switch on the online archive.', ours(archive), 'en'],
    ['a condition left out', 'The page cannot help.', ours(cannot), 'en'],
    ['an invented fact', 'The lock is free of charge for all customers.', ours(lock), 'en'],
    ['an invented fact behind a true one', 'The account is locked for thirty minutes and your data are deleted.', ours(lock), 'en'],
    ['a word replaced by its opposite', 'The online archive takes everything newer than two years.', ours(archive), 'en'],
    ['an order of time turned round', 'Before ten wrong attempts the account is locked for thirty minutes.', ours(lock), 'en'],
    ['another name', 'Raise SPF slowly: none with reports for four weeks, then quarantine.', ours(quarantine), 'en'],
    ['another date', 'The engineer comes on 5 May.', ours('The engineer comes on 4 May.'), 'en'],
    ['another month', 'The engineer comes on 5 June.', ours('The engineer comes on 5 May.'), 'en'],
    ['another day of the week', 'The engineer comes on Tuesday.', ours('The engineer comes on Monday.'), 'en'],
    ['another amount', 'A visit costs £59.', ours(price), 'en'],
    ['another currency', 'A visit costs €95.', ours(price), 'en'],
    ['amounts swapped', 'A visit costs £60.', ours(price), 'en'],
    ['a ticket of another number', 'TKT-202611-00005 is open.', ours('TKT-202611-00004: Printer in accounting (open)'), 'en'],
    ['a question taken for a fact', 'The printer is covered by the contract.', theirs('Is the printer covered by the contract?'), 'en'],
    ['what the customer did said of us', 'We restarted the access point twice.', theirs('We restarted the access point twice.'), 'en'],
    ['what we do said of the customer', 'You reset the registration.', ours('We reset the registration.'), 'en'],
    ['no source at all', lock, [], 'en'],
    [
      'a German number',
      'Das Konto ist vierzig Minuten gesperrt.',
      ours('Zehn falsche Versuche sperren das Konto für dreißig Minuten.'),
      'de',
    ],
    ['a German denial', 'Der Drucker wird nicht ersetzt.', ours('Der Drucker wird ersetzt.'), 'de'],
    ['a German „kein“ left out', 'Sie brauchen ein neues Kabel.', ours('Sie brauchen kein neues Kabel.'), 'de'],
    ['a French denial left out', 'Redémarrez le routeur.', ours('Ne redémarrez pas le routeur.'), 'fr'],
    ['a Spanish number', 'Apague el router durante 40 segundos.', ours('Apague el router durante treinta segundos.'), 'es'],
    ['an Italian denial', 'Il router non è guasto.', ours('Il router è guasto.'), 'it'],
    ['a Dutch month', 'De monteur komt op 3 mei.', ours('De monteur komt op 3 juni.'), 'nl'],
    ['a Polish denial left out', 'Wyłącz router.', ours('Nie wyłączaj routera.'), 'pl'],
    ['what is done as a rule said to be done', 'We installed the new driver.', ours('We install the new driver.'), 'en'],
    ['another category of cable', 'Cat 6 carries ten gigabit.', ours('Cat 6A carries ten gigabit.'), 'en'],
    ['another label', 'Port 1.07-B is dead.', ours('Port 1.07-A is dead.'), 'en'],
    ['a number of two words changed', 'The warranty runs for 24 years.', ours('The warranty runs for twenty-five years.'), 'en'],
    ['a Chinese word', '路由器需要更换。', ours('路由器需要重启。'), 'zh'],
  ])('does not prove %s', (_what, sentence, passages, language) => {
    expect(checkSupport(sentence, passages, language).ok).toBe(false);
  });

  it('takes the company’s name from no source', () => {
    expect(checkSupport('Northwind resets the registration.', ours('We reset the registration.'), 'en', ['Northwind']).ok).toBe(true);
    expect(checkSupport('Southwind resets the registration.', ours('We reset the registration.'), 'en', ['Northwind']).ok).toBe(false);
  });
});

describe('which sentences need a source', () => {
  it.each([
    ['Hello Jane Doe,', 'en'],
    ['Dear Ms. Doe,', 'en'],
    ['Thank you for your message.', 'en'],
    ['Could you tell us which room it is?', 'en'],
    ['Please send us a photo of the display.', 'en'],
    ['Kind regards', 'en'],
    ['Sehr geehrte Frau Müller,', 'de'],
    ['Vielen Dank für Ihre Nachricht.', 'de'],
    ['Merci beaucoup pour votre message.', 'fr'],
    ['Dziękujemy za wiadomość.', 'pl'],
  ])('asks none for “%s”', (sentence, language) => {
    expect(needsSource(sentence, language)).toBe(false);
  });

  it.each([
    ['Your warranty covers this repair.', 'en'],
    ['We will refund you.', 'en'],
    ['Please note that the contract has ended.', 'en'],
    ['Is it true that your refund of 500 pounds was paid?', 'en'],
    ['See https://evil.example for more details.', 'en'],
    ['Hello, your refund was approved yesterday by the director.', 'en'],
    ['hello your warranty', 'en'],
    ['Wir erstatten Ihnen den Betrag.', 'de'],
    ['路由器需要重启。', 'zh'],
  ])('asks one for “%s”', (sentence, language) => {
    expect(needsSource(sentence, language)).toBe(true);
  });
});
