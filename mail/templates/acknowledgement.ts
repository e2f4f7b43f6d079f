import { type OwnLanguage, ownLanguage } from '../../domain/tenancy/tenant.types.ts';
import type { AcknowledgementFacts, RenderAcknowledgement } from '../../domain/tickets/file-mail.types.ts';

type Words = (facts: Pick<AcknowledgementFacts, 'number' | 'companyName'>) => string[];

/** The fixed texts. Nothing of the customer's mail is repeated: it may have been sent in somebody else's name. */
const texts: Record<OwnLanguage, Words> = {
  en: ({ number, companyName }) => [
    'Hello,',
    `we have received your message. Its number is ${number}.`,
    'A member of our team will answer you. To add something, just reply to this mail.',
    companyName,
  ],
  de: ({ number, companyName }) => [
    'Guten Tag,',
    `wir haben Ihre Nachricht erhalten. Sie hat die Nummer ${number}.`,
    'Wir melden uns bei Ihnen. Wenn Sie etwas ergänzen möchten, antworten Sie einfach auf diese Mail.',
    companyName,
  ],
  fr: ({ number, companyName }) => [
    'Bonjour,',
    `nous avons bien reçu votre message. Il porte le numéro ${number}.`,
    'Un membre de notre équipe vous répondra. Pour ajouter une précision, répondez simplement à ce message.',
    companyName,
  ],
  es: ({ number, companyName }) => [
    'Hola:',
    `hemos recibido su mensaje. Su número es ${number}.`,
    'Un miembro de nuestro equipo le responderá. Para añadir algo, responda a este correo.',
    companyName,
  ],
  it: ({ number, companyName }) => [
    'Buongiorno,',
    `abbiamo ricevuto il suo messaggio. Il numero è ${number}.`,
    'Un membro del nostro team le risponderà. Per aggiungere qualcosa, risponda a questa e-mail.',
    companyName,
  ],
  nl: ({ number, companyName }) => [
    'Goedendag,',
    `wij hebben uw bericht ontvangen. Het nummer is ${number}.`,
    'Een medewerker antwoordt u zo snel mogelijk. Wilt u iets toevoegen, beantwoord dan deze e-mail.',
    companyName,
  ],
  pl: ({ number, companyName }) => [
    'Dzień dobry,',
    `otrzymaliśmy Państwa wiadomość. Jej numer to ${number}.`,
    'Członek naszego zespołu odpowie na nią. Aby coś dodać, wystarczy odpowiedzieć na tę wiadomość.',
    companyName,
  ],
};

/** The subject where the mail's own is not repeated. */
const ownSubjects: Record<OwnLanguage, string> = {
  en: 'We have received your message',
  de: 'Wir haben Ihre Nachricht erhalten',
  fr: 'Nous avons bien reçu votre message',
  es: 'Hemos recibido su mensaje',
  it: 'Abbiamo ricevuto il suo messaggio',
  nl: 'Wij hebben uw bericht ontvangen',
  pl: 'Otrzymaliśmy Państwa wiadomość',
};

const subjectLength = 120;
// A forged sender's address gets this mail: no link of a stranger's may travel in it.
const link = /\b(?:[a-z][a-z0-9+.-]{1,15}:\/\/|www\.)\S+/gi;

/** The acknowledgement of a new ticket in the mail's language, or the tenant's where we do not write it. */
export const renderAcknowledgement: RenderAcknowledgement = (facts) => {
  const language = ownLanguage(facts.language, facts.tenantLanguage);
  const subject = facts.subject
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(link, '…')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, subjectLength)
    .toWellFormed();
  const title = subject === '' ? ownSubjects[language] : `Re: ${subject}`;
  return {
    subject: `${title} [${facts.number}]`,
    text: `${texts[language](facts).join('\n\n')}\n`,
    look: { kind: 'notice', language },
  };
};
