import { article, type DemoArticle } from './article.types.ts';

const texts: readonly DemoArticle[] = [
  article(
    'Passwort vergessen oder Konto gesperrt',
    'Konten',
    ['Kennwort', 'Anmeldung', 'Sperre'],
    'Selbst zurücksetzen über die Anmeldeseite; gesperrte Konten öffnen sich nach 30 Minuten.',
    `
Auf der Anmeldeseite „Kennwort vergessen“ wählen, die Firmenadresse eingeben und den Code bestätigen, der auf das hinterlegte Handy geschickt wird.
Das neue Kennwort braucht mindestens zwölf Zeichen.
Nach zehn falschen Versuchen ist ein Konto für dreißig Minuten gesperrt und öffnet sich dann von selbst.
Sperrt es sich immer wieder, verwendet ein Gerät noch das alte Kennwort: ein altes Telefon, ein Tablet oder der Scanner im Flur.
Hat sich die Handynummer geändert, bitten Sie Ihre Vorgesetzten, uns zu schreiben. Wir rufen unter der bekannten Nummer zurück.
Wir verschicken nie Kennwörter per E-Mail.
`,
  ),
  article(
    'Drucker druckt nicht',
    'Drucken',
    ['Warteschlange', 'Toner', 'Papierstau'],
    'Anzeige am Gerät lesen, ersten Auftrag löschen, Gerät neu starten.',
    `
Lesen Sie zuerst die Anzeige am Gerät: Papier, Toner, eine offene Klappe oder ein Stau halten alles auf.
Ein fehlerhaftes Dokument am Anfang der Warteschlange blockiert die übrigen Aufträge. Löschen Sie den ersten Auftrag und warten Sie eine Minute.
Schalten Sie den Drucker für dreißig Sekunden aus.
Können die Kollegen drucken und nur Sie nicht, entfernen Sie den Drucker unter Windows und fügen ihn neu hinzu.
Streifen längs der Seite kommen von der Trommel, blasse Stellen vom Toner.
Nennen Sie uns sonst die Nummer auf dem Aufkleber des Geräts.
`,
  ),
  article(
    'Netzwerkdose ohne Funktion',
    'Verkabelung',
    ['LAN-Dose', 'Patchfeld', 'Anschluss'],
    'Anderes Kabel versuchen, Nummer der Dose ablesen, im Schrank nachsehen.',
    `
Stecken Sie ein Gerät an, das anderswo funktioniert, mit einem Kabel, das anderswo funktioniert. Leuchtet am Anschluss nichts, hat die Dose keine Verbindung.
Nicht jede Dose ist im Verteilerschrank gepatcht. Lesen Sie die Nummer auf der Blende ab und sehen Sie am Patchfeld nach, ob von derselben Nummer ein Kabel zum Switch führt.
Führt eines hin, stecken Sie es am Switch auf einen anderen Port um.
Bleibt es dunkel, kann das Kabel beschädigt oder ein Kontakt verbogen sein.
Nennen Sie uns die Nummer der Dose; freie Anschlüsse schalten wir innerhalb eines Arbeitstags.
Nach Bohrarbeiten in der Nähe schicken Sie bitte Fotos mit.
`,
  ),
  article(
    'Internet ausgefallen: Router neu starten',
    'Netzwerk',
    ['Störung', 'Glasfaser', 'Leitung'],
    'Erst prüfen, ob alle Geräte betroffen sind, dann von außen nach innen neu starten.',
    `
Prüfen Sie, ob nur ein Rechner oder alle Geräte ohne Internet sind.
Sind alle betroffen, schalten Sie Switch, Router und Glasfaserabschluss aus und warten Sie dreißig Sekunden.
Schalten Sie zuerst den Glasfaserabschluss ein und warten Sie, bis die Lampe PON ruhig leuchtet; danach den Router, zuletzt die Switches.
Leuchtet am Glasfaserabschluss LOS rot, kommt kein Signal an. Dann hilft kein Neustart: Rufen Sie uns an.
Drücken Sie nie den kleinen Reset-Knopf; er löscht die Einstellungen.
Ob Ihr Anbieter eine Störung meldet, sehen Sie mit dem Handy über mobile Daten.
`,
  ),
];

/** For the German demo company, so that they are found and quoted for customers who write German. */
export const germanArticles: readonly DemoArticle[] = texts.map((one) => ({ ...one, language: 'de' }));
