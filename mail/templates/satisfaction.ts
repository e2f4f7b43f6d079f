import type { RenderSatisfaction, Score } from '../../domain/satisfaction/satisfaction.types.ts';
import { type OwnLanguage, ownLanguage } from '../../domain/tenancy/tenant.types.ts';

type Words = {
  subject: (number: string) => string;
  hello: string;
  ask: (number: string) => string;
  scores: Record<Score, string>;
  end: string;
};

/** The fixed texts. The subject of the ticket is not repeated: its first mail may have been sent in somebody else's name. */
const texts: Record<OwnLanguage, Words> = {
  en: {
    subject: (number) => `How did we do? [${number}]`,
    hello: 'Hello,',
    ask: (number) => `your request ${number} is solved. How satisfied are you? Please choose one:`,
    scores: { 5: 'very good', 4: 'good', 3: 'fair', 2: 'poor', 1: 'very poor' },
    end: 'The link opens a page on which you confirm your choice and can write a few words. If something is still open, just reply to this mail.',
  },
  de: {
    subject: (number) => `Wie waren wir? [${number}]`,
    hello: 'Guten Tag,',
    ask: (number) => `Ihre Anfrage ${number} ist gelöst. Wie zufrieden sind Sie? Bitte wählen Sie:`,
    scores: { 5: 'sehr gut', 4: 'gut', 3: 'mittel', 2: 'schlecht', 1: 'sehr schlecht' },
    end: 'Der Link öffnet eine Seite, auf der Sie Ihre Wahl bestätigen und ein paar Worte schreiben können. Ist noch etwas offen, antworten Sie einfach auf diese Mail.',
  },
  fr: {
    subject: (number) => `Êtes-vous satisfait ? [${number}]`,
    hello: 'Bonjour,',
    ask: (number) => `votre demande ${number} est résolue. Quelle est votre satisfaction ? Choisissez :`,
    scores: { 5: 'très bien', 4: 'bien', 3: 'moyen', 2: 'mauvais', 1: 'très mauvais' },
    end: 'Le lien ouvre une page où vous confirmez votre choix et pouvez écrire quelques mots. S’il reste quelque chose à faire, répondez simplement à ce message.',
  },
  es: {
    subject: (number) => `¿Cómo lo hicimos? [${number}]`,
    hello: 'Hola:',
    ask: (number) => `su solicitud ${number} está resuelta. ¿Qué tan satisfecho está? Elija una opción:`,
    scores: { 5: 'muy bien', 4: 'bien', 3: 'regular', 2: 'mal', 1: 'muy mal' },
    end: 'El enlace abre una página en la que confirma su elección y puede escribir unas palabras. Si queda algo pendiente, responda a este correo.',
  },
  it: {
    subject: (number) => `Com’è andata? [${number}]`,
    hello: 'Buongiorno,',
    ask: (number) => `la sua richiesta ${number} è risolta. Quanto è soddisfatto? Scelga:`,
    scores: { 5: 'molto bene', 4: 'bene', 3: 'discreto', 2: 'male', 1: 'molto male' },
    end: 'Il link apre una pagina in cui conferma la scelta e può scrivere qualche parola. Se resta qualcosa da fare, risponda a questa e-mail.',
  },
  nl: {
    subject: (number) => `Hoe deden wij het? [${number}]`,
    hello: 'Goedendag,',
    ask: (number) => `uw aanvraag ${number} is opgelost. Hoe tevreden bent u? Kies:`,
    scores: { 5: 'zeer goed', 4: 'goed', 3: 'redelijk', 2: 'slecht', 1: 'zeer slecht' },
    end: 'De link opent een pagina waarop u uw keuze bevestigt en een paar woorden kunt schrijven. Is er nog iets open, beantwoord dan deze e-mail.',
  },
  pl: {
    subject: (number) => `Jak nam poszło? [${number}]`,
    hello: 'Dzień dobry,',
    ask: (number) => `Państwa zgłoszenie ${number} zostało rozwiązane. Jak oceniają Państwo naszą pomoc? Proszę wybrać:`,
    scores: { 5: 'bardzo dobrze', 4: 'dobrze', 3: 'średnio', 2: 'źle', 1: 'bardzo źle' },
    end: 'Link otwiera stronę, na której potwierdzają Państwo wybór i mogą dopisać kilka słów. Jeśli coś pozostało do zrobienia, wystarczy odpowiedzieć na tę wiadomość.',
  },
};

/** The words of the link that ends these questions; it stands in the HTML part, the text part has its header (RFC 8058). */
const stopWords: Record<OwnLanguage, string> = {
  en: 'Do not ask me again',
  de: 'Nicht mehr fragen',
  fr: 'Ne plus me demander',
  es: 'No volver a preguntarme',
  it: 'Non chiedetemelo più',
  nl: 'Vraag mij dit niet meer',
  pl: 'Nie pytaj mnie więcej',
};

/** The question after a resolved ticket, with five links, best first. A link only opens a page: mail scanners open links too. */
export const renderSatisfaction: RenderSatisfaction = ({ number, language, companyName, links, stopUrl }) => {
  const own = ownLanguage(language);
  const words = texts[own];
  const best = links.toSorted((a, b) => b.score - a.score);
  const lines = best.map(({ score, url }) => `${score} – ${words.scores[score]}:\n${url}`);
  return {
    subject: words.subject(number),
    text: `${[words.hello, words.ask(number), ...lines, words.end, companyName].join('\n\n')}\n`,
    look: {
      kind: 'notice',
      language: own,
      blocks: [
        { kind: 'text', text: `${words.hello}\n\n${words.ask(number)}` },
        { kind: 'choices', choices: best.map(({ score, url }) => ({ mark: String(score), label: words.scores[score], url })) },
        { kind: 'text', text: `${words.end}\n\n${companyName}` },
      ],
      ...(stopUrl === undefined ? {} : { stop: { label: stopWords[own], url: stopUrl } }),
    },
  };
};
