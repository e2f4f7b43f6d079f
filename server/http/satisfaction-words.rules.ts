import type { Score } from '../../domain/satisfaction/satisfaction.types.ts';
import type { OwnLanguage } from '../../domain/tenancy/tenant.types.ts';

/** The fixed texts of the rating page. */
export type PageWords = {
  title: string;
  ask: (number: string) => string;
  scores: Record<Score, string>;
  comment: string;
  send: string;
  thanks: string;
  changeable: string;
  settled: string;
  expired: string;
  unknown: string;
  busy: string;
  wrong: string;
};

export const pageWords: Record<OwnLanguage, PageWords> = {
  en: {
    title: 'How did we do?',
    ask: (number) => `How satisfied are you with our work on ${number}?`,
    scores: { 5: 'Very good', 4: 'Good', 3: 'Fair', 2: 'Poor', 1: 'Very poor' },
    comment: 'What was good, what can we do better? (optional)',
    send: 'Send rating',
    thanks: 'Thank you for your rating.',
    changeable: 'You can change it for 24 hours with the same link.',
    settled: 'Your rating has been counted and can no longer be changed. Thank you.',
    expired: 'This link has expired. If something is on your mind, please reply to our mail.',
    unknown: 'This link is not known or has expired. Please use the link from our mail.',
    busy: 'That was too often. Please wait a minute and try again.',
    wrong: 'Please choose a rating from 1 to 5 and write at most 2000 characters.',
  },
  de: {
    title: 'Wie waren wir?',
    ask: (number) => `Wie zufrieden sind Sie mit unserer Arbeit an ${number}?`,
    scores: { 5: 'Sehr gut', 4: 'Gut', 3: 'Mittel', 2: 'Schlecht', 1: 'Sehr schlecht' },
    comment: 'Was war gut, was können wir besser machen? (freiwillig)',
    send: 'Bewertung senden',
    thanks: 'Vielen Dank für Ihre Bewertung.',
    changeable: 'Sie können sie 24 Stunden lang mit demselben Link ändern.',
    settled: 'Ihre Bewertung ist gezählt und kann nicht mehr geändert werden. Vielen Dank.',
    expired: 'Dieser Link ist abgelaufen. Wenn Sie etwas auf dem Herzen haben, antworten Sie bitte auf unsere Mail.',
    unknown: 'Dieser Link ist nicht bekannt oder abgelaufen. Bitte benutzen Sie den Link aus unserer Mail.',
    busy: 'Das war zu oft. Bitte warten Sie eine Minute und versuchen Sie es noch einmal.',
    wrong: 'Bitte wählen Sie 1 bis 5 und schreiben Sie höchstens 2000 Zeichen.',
  },
  fr: {
    title: 'Êtes-vous satisfait ?',
    ask: (number) => `Quelle est votre satisfaction concernant ${number} ?`,
    scores: { 5: 'Très bien', 4: 'Bien', 3: 'Moyen', 2: 'Mauvais', 1: 'Très mauvais' },
    comment: 'Qu’est-ce qui était bien, que pouvons-nous améliorer ? (facultatif)',
    send: 'Envoyer',
    thanks: 'Merci pour votre évaluation.',
    changeable: 'Vous pouvez la modifier pendant 24 heures avec le même lien.',
    settled: 'Votre évaluation est enregistrée et ne peut plus être modifiée. Merci.',
    expired: 'Ce lien a expiré. Si vous souhaitez nous dire quelque chose, répondez à notre message.',
    unknown: 'Ce lien est inconnu ou a expiré. Utilisez le lien de notre message.',
    busy: 'Trop de tentatives. Attendez une minute et réessayez.',
    wrong: 'Choisissez une note de 1 à 5 et écrivez au plus 2000 caractères.',
  },
  es: {
    title: '¿Cómo lo hicimos?',
    ask: (number) => `¿Qué tan satisfecho está con nuestro trabajo en ${number}?`,
    scores: { 5: 'Muy bien', 4: 'Bien', 3: 'Regular', 2: 'Mal', 1: 'Muy mal' },
    comment: '¿Qué estuvo bien, qué podemos mejorar? (opcional)',
    send: 'Enviar valoración',
    thanks: 'Gracias por su valoración.',
    changeable: 'Puede cambiarla durante 24 horas con el mismo enlace.',
    settled: 'Su valoración está registrada y ya no se puede cambiar. Gracias.',
    expired: 'Este enlace ha caducado. Si quiere decirnos algo, responda a nuestro correo.',
    unknown: 'Este enlace no es conocido o ha caducado. Use el enlace de nuestro correo.',
    busy: 'Demasiados intentos. Espere un minuto e inténtelo de nuevo.',
    wrong: 'Elija de 1 a 5 y escriba como máximo 2000 caracteres.',
  },
  it: {
    title: 'Com’è andata?',
    ask: (number) => `Quanto è soddisfatto del nostro lavoro su ${number}?`,
    scores: { 5: 'Molto bene', 4: 'Bene', 3: 'Discreto', 2: 'Male', 1: 'Molto male' },
    comment: 'Che cosa è andato bene, che cosa possiamo migliorare? (facoltativo)',
    send: 'Invia valutazione',
    thanks: 'Grazie per la valutazione.',
    changeable: 'Può modificarla per 24 ore con lo stesso link.',
    settled: 'La valutazione è registrata e non può più essere modificata. Grazie.',
    expired: 'Questo link è scaduto. Se vuole dirci qualcosa, risponda alla nostra e-mail.',
    unknown: 'Questo link non è noto o è scaduto. Usi il link della nostra e-mail.',
    busy: 'Troppi tentativi. Attenda un minuto e riprovi.',
    wrong: 'Scelga da 1 a 5 e scriva al massimo 2000 caratteri.',
  },
  nl: {
    title: 'Hoe deden wij het?',
    ask: (number) => `Hoe tevreden bent u over ons werk aan ${number}?`,
    scores: { 5: 'Zeer goed', 4: 'Goed', 3: 'Redelijk', 2: 'Slecht', 1: 'Zeer slecht' },
    comment: 'Wat was goed, wat kan beter? (niet verplicht)',
    send: 'Beoordeling versturen',
    thanks: 'Dank u voor uw beoordeling.',
    changeable: 'U kunt haar 24 uur lang met dezelfde link wijzigen.',
    settled: 'Uw beoordeling is geteld en kan niet meer worden gewijzigd. Dank u.',
    expired: 'Deze link is verlopen. Wilt u nog iets kwijt, beantwoord dan onze e-mail.',
    unknown: 'Deze link is onbekend of verlopen. Gebruik de link uit onze e-mail.',
    busy: 'Dat was te vaak. Wacht een minuut en probeer het opnieuw.',
    wrong: 'Kies 1 tot 5 en schrijf hoogstens 2000 tekens.',
  },
  pl: {
    title: 'Jak nam poszło?',
    ask: (number) => `Jak oceniają Państwo naszą pracę nad ${number}?`,
    scores: { 5: 'Bardzo dobrze', 4: 'Dobrze', 3: 'Średnio', 2: 'Źle', 1: 'Bardzo źle' },
    comment: 'Co było dobre, co możemy poprawić? (nieobowiązkowe)',
    send: 'Wyślij ocenę',
    thanks: 'Dziękujemy za ocenę.',
    changeable: 'Można ją zmienić przez 24 godziny tym samym linkiem.',
    settled: 'Ocena została policzona i nie można jej już zmienić. Dziękujemy.',
    expired: 'Ten link wygasł. Jeśli chcą Państwo coś dodać, proszę odpowiedzieć na naszą wiadomość.',
    unknown: 'Ten link jest nieznany lub wygasł. Proszę użyć linku z naszej wiadomości.',
    busy: 'Zbyt wiele prób. Proszę odczekać minutę i spróbować ponownie.',
    wrong: 'Proszę wybrać ocenę od 1 do 5 i napisać najwyżej 2000 znaków.',
  },
};
