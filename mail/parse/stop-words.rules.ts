/** Small words that tell languages apart in short texts. Words that several of these languages share are left out. */
export const stopWords: Readonly<Record<string, readonly string[]>> = {
  en: 'the and is are not we you your our have has can could please with this that from what when how does did been would thanks thank hello it my'.split(
    ' ',
  ),
  de: 'der die das und ist sind nicht wir sie ihr unser haben hat können bitte mit für von auf wann kein keine danke hallo ich uns ein eine einen dem den'.split(
    ' ',
  ),
  fr: 'le les des et est sont pas nous vous votre notre avez avons pouvez avec pour dans sur merci bonjour je mon une cette ne plus depuis du ça'.split(
    ' ',
  ),
  es: 'el los las y está están nosotros usted su nuestro tenemos puede podría por con para desde gracias hola puedo yo una este esta muy pero qué cuándo'.split(
    ' ',
  ),
  it: 'il gli della e è sono non noi voi vostro nostro abbiamo può potete con per dal grazie buongiorno salve io una questo questa più ma quando che'.split(
    ' ',
  ),
  nl: 'het een en zijn niet wij jullie uw onze hebben heeft kunt kunnen alstublieft met voor van op wanneer geen bedankt hallo ik ons dit deze naar aub'.split(
    ' ',
  ),
  pl: 'jest są nie my wy państwo nasz mamy ma może możecie proszę z dla od na kiedy brak dziękuję dzień dobry ja mi ten ta to się czy jak oraz'.split(
    ' ',
  ),
  pt: 'o os as e está estão não nós vocês seu nosso temos pode poderia por com para obrigado obrigada olá eu uma este muito mas quando você bom dia boa tarde'.split(
    ' ',
  ),
};
