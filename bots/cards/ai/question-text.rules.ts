const texts: Readonly<Record<string, string>> = {
  en: 'Thank you for your message. So that we can help you quickly, please tell us:\n- What exactly does not work, and what do you see?\n- Which device, place or account is it about?\n- Since when, and does it concern others as well?',
  de: 'Vielen Dank für Ihre Nachricht. Damit wir Ihnen rasch helfen können, teilen Sie uns bitte mit:\n- Was genau funktioniert nicht, und was sehen Sie?\n- Um welches Gerät, welchen Ort oder welches Konto geht es?\n- Seit wann, und sind auch andere betroffen?',
  fr: 'Merci pour votre message. Pour vous aider rapidement, merci de nous préciser :\n- Qu’est-ce qui ne fonctionne pas exactement, et que voyez-vous ?\n- De quel appareil, lieu ou compte s’agit-il ?\n- Depuis quand, et d’autres personnes sont-elles concernées ?',
  es: 'Gracias por su mensaje. Para ayudarle con rapidez, indíquenos por favor:\n- ¿Qué es exactamente lo que no funciona y qué ve?\n- ¿De qué equipo, lugar o cuenta se trata?\n- ¿Desde cuándo, y afecta también a otras personas?',
  it: 'Grazie per il messaggio. Per aiutarvi rapidamente, vi preghiamo di indicarci:\n- Che cosa esattamente non funziona e che cosa vedete?\n- Di quale dispositivo, luogo o account si tratta?\n- Da quando, e riguarda anche altre persone?',
  nl: 'Bedankt voor uw bericht. Om u snel te kunnen helpen, vragen wij u het volgende door te geven:\n- Wat werkt er precies niet, en wat ziet u?\n- Om welk apparaat, welke plaats of welk account gaat het?\n- Sinds wanneer, en hebben anderen er ook last van?',
  pt: 'Obrigado pela sua mensagem. Para o ajudarmos rapidamente, indique-nos por favor:\n- O que não funciona exatamente e o que vê?\n- De que equipamento, local ou conta se trata?\n- Desde quando, e afeta outras pessoas?',
  pl: 'Dziękujemy za wiadomość. Abyśmy mogli szybko pomóc, prosimy o podanie:\n- Co dokładnie nie działa i co Państwo widzą?\n- Jakiego urządzenia, miejsca lub konta to dotyczy?\n- Od kiedy i czy dotyczy to także innych osób?',
};

/** A fixed question to the customer in their language, or in English: a person reads and changes it before it is sent. */
export function questionText(language: string | null): string {
  return texts[language ?? 'en'] ?? (texts.en as string);
}
