/** The ten languages of `domain.md` 3.17. */
export const offeredLanguages = ['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'ru', 'ja', 'zh'] as const;
export type OfferedLanguage = (typeof offeredLanguages)[number];

/**
 * Our own sentences of a draft that no model wrote: they state nothing and promise nothing. `found` stands before quoted passages, `ask` after them, `need` where nothing
 * was found that could be quoted, `close` before the company's name.
 */
export type DraftPhrases = { hello: string; thanks: string; found: string; ask: string; need: string; what: string; close: string };

const phrases: Readonly<Record<OfferedLanguage | 'pl', DraftPhrases>> = {
  en: {
    hello: 'Hello,',
    thanks: 'Thank you for your message.',
    found: 'This may help:',
    ask: 'Does this help? If not, please tell us what you see when you try it.',
    need: 'So that we can help, please tell us a little more:',
    what: 'What exactly happens, since when, and what have you tried already?',
    close: 'Kind regards',
  },
  de: {
    hello: 'Guten Tag,',
    thanks: 'vielen Dank für Ihre Nachricht.',
    found: 'Vielleicht hilft Ihnen dies:',
    ask: 'Hilft Ihnen das? Wenn nicht, schreiben Sie uns bitte, was Sie dabei sehen.',
    need: 'Damit wir helfen können, schreiben Sie uns bitte noch etwas mehr:',
    what: 'Was genau geschieht, seit wann, und was haben Sie schon versucht?',
    close: 'Mit freundlichen Grüßen',
  },
  fr: {
    hello: 'Bonjour,',
    thanks: 'Merci beaucoup pour votre message.',
    found: 'Ceci peut vous aider :',
    ask: 'Est-ce que cela vous aide ? Sinon, dites-nous s’il vous plaît ce que vous voyez.',
    need: 'Pour que nous puissions vous aider, merci de nous en dire un peu plus :',
    what: 'Que se passe-t-il exactement, depuis quand, et qu’avez-vous déjà essayé ?',
    close: 'Cordialement',
  },
  es: {
    hello: 'Buenos días:',
    thanks: 'Muchas gracias por su mensaje.',
    found: 'Quizá esto le ayude:',
    ask: '¿Le ayuda esto? Si no, díganos por favor qué ve al intentarlo.',
    need: 'Para poder ayudarle, díganos por favor algo más:',
    what: '¿Qué ocurre exactamente, desde cuándo, y qué ha intentado ya?',
    close: 'Saludos cordiales',
  },
  it: {
    hello: 'Buongiorno,',
    thanks: 'grazie mille per il Suo messaggio.',
    found: 'Forse questo Le è utile:',
    ask: 'Le è utile? Altrimenti ci scriva per favore che cosa vede.',
    need: 'Per poterLa aiutare, ci scriva per favore qualcosa di più:',
    what: 'Che cosa succede esattamente, da quando, e che cosa ha già provato?',
    close: 'Cordiali saluti',
  },
  pt: {
    hello: 'Olá,',
    thanks: 'Muito obrigado pela sua mensagem.',
    found: 'Isto talvez ajude:',
    ask: 'Isto ajuda? Se não, diga-nos por favor o que vê quando tenta.',
    need: 'Para podermos ajudar, diga-nos por favor um pouco mais:',
    what: 'O que acontece exatamente, desde quando, e o que já tentou?',
    close: 'Com os melhores cumprimentos',
  },
  nl: {
    hello: 'Goedendag,',
    thanks: 'hartelijk dank voor uw bericht.',
    found: 'Misschien helpt dit:',
    ask: 'Helpt dit? Zo niet, laat ons dan weten wat u ziet.',
    need: 'Om u te kunnen helpen, horen wij graag iets meer:',
    what: 'Wat gebeurt er precies, sinds wanneer, en wat hebt u al geprobeerd?',
    close: 'Met vriendelijke groet',
  },
  ru: {
    hello: 'Здравствуйте!',
    thanks: 'Спасибо за ваше сообщение.',
    found: 'Возможно, вам поможет следующее:',
    ask: 'Это помогло? Если нет, напишите нам, пожалуйста, что вы видите.',
    need: 'Чтобы мы могли помочь, напишите нам, пожалуйста, немного подробнее:',
    what: 'Что именно происходит, с какого времени и что вы уже пробовали?',
    close: 'С уважением',
  },
  ja: {
    hello: 'お世話になっております。',
    thanks: 'ご連絡ありがとうございます。',
    found: '次の内容がお役に立つかもしれません。',
    ask: 'これで解決しますか。解決しない場合は、どのように表示されるかお知らせください。',
    need: 'お手伝いするために、もう少し詳しくお知らせください。',
    what: '具体的に何が起きていますか。いつからですか。すでに何を試されましたか。',
    close: 'どうぞよろしくお願いいたします。',
  },
  zh: {
    hello: '您好！',
    thanks: '感谢您的来信。',
    found: '以下内容也许对您有帮助：',
    ask: '这有帮助吗？如果没有，请告诉我们您看到了什么。',
    need: '为了能帮助您，请再告诉我们一些情况：',
    what: '具体发生了什么，从什么时候开始，您已经试过什么？',
    close: '此致敬礼',
  },
  pl: {
    hello: 'Dzień dobry,',
    thanks: 'dziękujemy za wiadomość.',
    found: 'Może to pomoże:',
    ask: 'Czy to pomaga? Jeśli nie, prosimy napisać, co Państwo widzą.',
    need: 'Abyśmy mogli pomóc, prosimy o nieco więcej informacji:',
    what: 'Co dokładnie się dzieje, od kiedy i czego już Państwo próbowali?',
    close: 'Z poważaniem',
  },
};

/** The phrases of a language; English where there are none. */
export function draftPhrases(language: string): DraftPhrases {
  return phrases[language as OfferedLanguage] ?? phrases.en;
}

const personName = /^\p{Lu}[\p{L}.'’-]{0,30}(?: \p{Lu}?[\p{L}.'’-]{1,30}){0,3}$/u;

/** The greeting with the name of who is written to, where the name looks like one and the language puts it there: a display name is any stranger's text. */
export function greeting(language: string, name: string | null = null): string {
  const { hello } = draftPhrases(language);
  if (name === null || !personName.test(name) || ['ja', 'zh'].includes(language)) return hello;
  return hello.replace(/[,:!]$/, (end) => `${language === 'ru' ? ',' : ''} ${name}${end}`);
}

/** The language a draft is written in: the first of these we have phrases for. */
export function draftLanguage(...wanted: (string | null | undefined)[]): string {
  return wanted.find((language): language is string => typeof language === 'string' && Object.hasOwn(phrases, language)) ?? 'en';
}
