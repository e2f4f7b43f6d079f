import type { OwnLanguage } from '../../domain/tenancy/tenant.types.ts';

/** The fixed texts of the page on which somebody ends the questions about how it went. */
export type StopWords = { title: string; ask: string; stop: string; done: string; unknown: string; busy: string };

export const stopWords: Record<OwnLanguage, StopWords> = {
  en: {
    title: 'No more questions',
    ask: 'After a request is solved we ask how satisfied you are. Do you want no more of these mails? Answers to your requests still reach you.',
    stop: 'Do not ask me again',
    done: 'Done: we will not ask you again. Answers to your requests still reach you.',
    unknown: 'This link is not known. Please use the link from our mail.',
    busy: 'That was too often. Please wait a minute and try again.',
  },
  de: {
    title: 'Keine Fragen mehr',
    ask: 'Wenn eine Anfrage gelöst ist, fragen wir, wie zufrieden Sie sind. Möchten Sie diese Mails nicht mehr erhalten? Antworten auf Ihre Anfragen bekommen Sie weiterhin.',
    stop: 'Nicht mehr fragen',
    done: 'Erledigt: Wir fragen Sie nicht mehr. Antworten auf Ihre Anfragen bekommen Sie weiterhin.',
    unknown: 'Dieser Link ist nicht bekannt. Bitte benutzen Sie den Link aus unserer Mail.',
    busy: 'Das war zu oft. Bitte warten Sie eine Minute und versuchen Sie es noch einmal.',
  },
  fr: {
    title: 'Plus de questions',
    ask: 'Quand une demande est résolue, nous vous demandons votre avis. Ne souhaitez-vous plus recevoir ces messages ? Les réponses à vos demandes vous parviendront toujours.',
    stop: 'Ne plus me demander',
    done: 'C’est fait : nous ne vous demanderons plus votre avis. Les réponses à vos demandes vous parviendront toujours.',
    unknown: 'Ce lien est inconnu. Utilisez le lien de notre message.',
    busy: 'Trop de tentatives. Attendez une minute et réessayez.',
  },
  es: {
    title: 'Sin más preguntas',
    ask: 'Cuando una solicitud se resuelve, le preguntamos si está satisfecho. ¿No desea recibir más estos correos? Las respuestas a sus solicitudes le seguirán llegando.',
    stop: 'No volver a preguntarme',
    done: 'Hecho: no volveremos a preguntarle. Las respuestas a sus solicitudes le seguirán llegando.',
    unknown: 'Este enlace no se conoce. Use el enlace de nuestro correo.',
    busy: 'Demasiados intentos. Espere un minuto e inténtelo de nuevo.',
  },
  it: {
    title: 'Niente più domande',
    ask: 'Quando una richiesta è risolta le chiediamo quanto è soddisfatto. Non desidera più ricevere queste e-mail? Le risposte alle sue richieste continueranno ad arrivare.',
    stop: 'Non chiedetemelo più',
    done: 'Fatto: non glielo chiederemo più. Le risposte alle sue richieste continueranno ad arrivare.',
    unknown: 'Questo link non è noto. Usi il link della nostra e-mail.',
    busy: 'Troppi tentativi. Attenda un minuto e riprovi.',
  },
  nl: {
    title: 'Geen vragen meer',
    ask: 'Als een aanvraag is opgelost, vragen wij hoe tevreden u bent. Wilt u deze mails niet meer ontvangen? Antwoorden op uw aanvragen krijgt u nog steeds.',
    stop: 'Vraag mij dit niet meer',
    done: 'Klaar: wij vragen het u niet meer. Antwoorden op uw aanvragen krijgt u nog steeds.',
    unknown: 'Deze link is niet bekend. Gebruik de link uit onze mail.',
    busy: 'Dat was te vaak. Wacht een minuut en probeer het opnieuw.',
  },
  pl: {
    title: 'Bez dalszych pytań',
    ask: 'Gdy zgłoszenie zostanie rozwiązane, pytamy o zadowolenie. Czy nie chcą Państwo dostawać już takich wiadomości? Odpowiedzi na zgłoszenia nadal będą przychodzić.',
    stop: 'Nie pytaj mnie więcej',
    done: 'Gotowe: nie będziemy już pytać. Odpowiedzi na zgłoszenia nadal będą przychodzić.',
    unknown: 'Ten link jest nieznany. Proszę użyć linku z naszej wiadomości.',
    busy: 'Zbyt wiele prób. Proszę poczekać minutę i spróbować ponownie.',
  },
};
