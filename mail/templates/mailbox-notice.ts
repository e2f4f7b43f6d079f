import type { MailboxNotice, RenderMailboxNotice } from '../../domain/mailboxes/mailbox-sync.types.ts';
import { type OwnLanguage, ownLanguage } from '../../domain/tenancy/tenant.types.ts';

type Facts = MailboxNotice & { since: string };
type Words = { down: (f: Facts) => [string, string]; back: (f: Facts) => [string, string] };

const texts: Record<OwnLanguage, Words> = {
  en: {
    down: (f) => [
      `${f.address} receives no mail`,
      `Deskhand cannot fetch mail from ${f.address} since ${f.since}. ${f.reason}\n\nIt keeps trying, nothing is lost. You will hear once when it works again.`,
    ],
    back: (f) => [
      `${f.address} works again`,
      `Deskhand fetches mail from ${f.address} again. It could not for ${f.minutes} minutes; what came meanwhile is being fetched.`,
    ],
  },
  de: {
    down: (f) => [
      `${f.address} empfängt keine Mails`,
      `Deskhand kann seit ${f.since} keine Mails von ${f.address} abholen. ${f.reason}\n\nEs wird weiter versucht, nichts geht verloren. Sobald es wieder geht, erhalten Sie eine Nachricht.`,
    ],
    back: (f) => [
      `${f.address} funktioniert wieder`,
      `Deskhand holt wieder Mails von ${f.address} ab. Die Störung dauerte ${f.minutes} Minuten; was inzwischen kam, wird nun geholt.`,
    ],
  },
  fr: {
    down: (f) => [
      `${f.address} ne reçoit plus de messages`,
      `Deskhand ne peut plus relever ${f.address} depuis ${f.since}. ${f.reason}\n\nLes essais continuent, rien n’est perdu. Un seul message vous dira quand tout remarche.`,
    ],
    back: (f) => [
      `${f.address} fonctionne de nouveau`,
      `Deskhand relève de nouveau ${f.address}. La panne a duré ${f.minutes} minutes ; les messages arrivés entre-temps sont en cours de relève.`,
    ],
  },
  es: {
    down: (f) => [
      `${f.address} no recibe correo`,
      `Deskhand no puede recoger el correo de ${f.address} desde ${f.since}. ${f.reason}\n\nSeguirá intentándolo, no se pierde nada. Recibirá un aviso cuando vuelva a funcionar.`,
    ],
    back: (f) => [
      `${f.address} vuelve a funcionar`,
      `Deskhand recoge de nuevo el correo de ${f.address}. La interrupción duró ${f.minutes} minutos; se está recogiendo lo que llegó entretanto.`,
    ],
  },
  it: {
    down: (f) => [
      `${f.address} non riceve posta`,
      `Deskhand non riesce a leggere ${f.address} da ${f.since}. ${f.reason}\n\nContinua a provare, nulla va perso. Riceverà un avviso quando funzionerà di nuovo.`,
    ],
    back: (f) => [
      `${f.address} funziona di nuovo`,
      `Deskhand legge di nuovo ${f.address}. L’interruzione è durata ${f.minutes} minuti; i messaggi arrivati nel frattempo sono in arrivo.`,
    ],
  },
  nl: {
    down: (f) => [
      `${f.address} ontvangt geen mail`,
      `Deskhand kan sinds ${f.since} geen mail ophalen bij ${f.address}. ${f.reason}\n\nEr wordt verder geprobeerd, er gaat niets verloren. U hoort het één keer als het weer werkt.`,
    ],
    back: (f) => [
      `${f.address} werkt weer`,
      `Deskhand haalt weer mail op bij ${f.address}. De storing duurde ${f.minutes} minuten; wat intussen kwam, wordt nu opgehaald.`,
    ],
  },
  pl: {
    down: (f) => [
      `${f.address} nie odbiera poczty`,
      `Deskhand od ${f.since} nie może pobrać poczty z ${f.address}. ${f.reason}\n\nPróby trwają, nic nie zginie. Gdy skrzynka znów zadziała, przyjdzie jedna wiadomość.`,
    ],
    back: (f) => [
      `${f.address} znów działa`,
      `Deskhand znów pobiera pocztę z ${f.address}. Przerwa trwała ${f.minutes} min; wiadomości z tego czasu są właśnie pobierane.`,
    ],
  },
};

/** What admins are told when a mailbox has failed for a while, and when it works again, in their language and zone. */
export const renderMailboxNotice: RenderMailboxNotice = (notice) => {
  const language = ownLanguage(notice.language);
  const since = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: notice.timeZone }).format(
    notice.failingSince,
  );
  const [subject, text] = texts[language][notice.kind]({ ...notice, since });
  return { subject, text: `${text}\n\nDeskhand, ${notice.companyName}\n`, look: { kind: 'notice', language } };
};
