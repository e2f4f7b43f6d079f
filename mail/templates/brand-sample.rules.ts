import type { MailLook } from '../../domain/deliveries/mail-look.types.ts';
import type { Brand } from '../../domain/tenancy/brand.types.ts';
import { type OwnLanguage, ownLanguage } from '../../domain/tenancy/tenant.types.ts';

type Words = { subject: string; text: string; button: string };

const texts: Record<OwnLanguage, Words> = {
  en: { subject: 'How our mails look', text: 'Hello,\n\nthis is how our mails to customers look from now on.', button: 'very good' },
  de: { subject: 'So sehen unsere Mails aus', text: 'Guten Tag,\n\nso sehen unsere Mails an Kunden von nun an aus.', button: 'sehr gut' },
  fr: { subject: 'L’aspect de nos messages', text: 'Bonjour,\n\nvoici l’aspect de nos messages aux clients.', button: 'très bien' },
  es: { subject: 'El aspecto de nuestros correos', text: 'Hola:\n\nasí se ven nuestros correos a los clientes.', button: 'muy bien' },
  it: {
    subject: 'L’aspetto delle nostre e-mail',
    text: 'Buongiorno,\n\necco l’aspetto delle nostre e-mail ai clienti.',
    button: 'molto bene',
  },
  nl: { subject: 'Zo zien onze mails eruit', text: 'Goedendag,\n\nzo zien onze mails aan klanten er voortaan uit.', button: 'zeer goed' },
  pl: {
    subject: 'Tak wyglądają nasze wiadomości',
    text: 'Dzień dobry,\n\ntak odtąd wyglądają nasze wiadomości do klientów.',
    button: 'bardzo dobrze',
  },
};

/** A sample of a company's mails in its look and language, with a button that leads nowhere but the top of the mail. */
export function brandSample(brand: Brand): { subject: string; text: string; look: MailLook } {
  const language = ownLanguage(brand.language);
  const { subject, text, button } = texts[language];
  return {
    subject: `${subject} (${brand.company})`,
    text: `${text}\n\n${brand.company}\n`,
    look: {
      kind: 'notice',
      language,
      blocks: [
        { kind: 'text', text },
        { kind: 'choices', choices: [{ mark: '5', label: button, url: '#' }] },
        { kind: 'text', text: brand.company },
      ],
    },
  };
}
