/**
 * Words of a language by what they do to a statement. `linking`: carry no fact of their own and need not stand in a source. `courtesy`: what people say to each other
 * in a mail. `negations`, `conditions` and `limits` turn or narrow a statement, `modals` weaken it. `past` and `future` say that something was or will be done; `we`
 * and `you` say by whom. `approximations` stand before a figure. Lower case, without accents (`plainWord`).
 */
export type SupportWords = {
  linking: ReadonlySet<string>;
  courtesy: ReadonlySet<string>;
  negations: ReadonlySet<string>;
  conditions: ReadonlySet<string>;
  limits: ReadonlySet<string>;
  approximations: ReadonlySet<string>;
  modals: ReadonlySet<string>;
  past: ReadonlySet<string>;
  future: ReadonlySet<string>;
  we: ReadonlySet<string>;
  you: ReadonlySet<string>;
  splitters: ReadonlySet<string>;
  please: ReadonlySet<string>;
  asking: ReadonlySet<string>;
  endings: readonly string[];
  numbers: ReadonlyMap<string, string>;
  /** what a past participle begins with: `gesperrt` and `sperren` are one word */
  participle: RegExp;
};

type Written = Record<Exclude<keyof SupportWords, 'participle'>, string>;

const en: Written = {
  linking: `a an the this that these those it its is are am be being been was were do does did done to of in on at for from by with as and or so then there here
    into onto about which who whose what where how also just simply please let get gets got go goes make makes take takes use uses such have has had having
    themselves yourself itself too very well own they them their he she his her one ones`,
  courtesy: `hello hi dear note good morning afternoon evening day thank thanks many kind best regards sincerely welcome sorry apologise apologize apologies inconvenience trouble
    for your message mail email request question getting in touch contacting contact writing reporting report letting know help happy glad appreciate patience
    understanding feel free ask any further questions see below following look looking colleague team sir madam everyone details detail bit more information`,
  negations:
    "no not never none nobody nothing neither nor without cannot can't don't doesn't didn't isn't aren't wasn't weren't won't wouldn't shouldn't couldn't hasn't haven't hadn't mustn't unable",
  conditions: 'if unless provided',
  limits: 'only except unless until before after usually sometimes often perhaps maybe almost mostly',
  approximations: 'least most about around roughly approximately up than over under nearly almost maximum minimum',
  modals: 'can could may might should would',
  past: 'have has had been was were did already',
  future: "will shall won't going",
  we: "we us our ours i me my mine we'll we've we're i'll i've i'm",
  you: "you your yours you'll you've you're",
  splitters: 'and or but that which who because if when while unless although so',
  please: 'please kindly',
  asking: 'send tell let write reply confirm give share provide attach describe answer name say',
  endings: 'ings ing edly ied ies ed es s ly',
  numbers:
    'two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 fifteen:15 twenty:20 thirty:30 forty:40 fifty:50 sixty:60 ninety:90 hundred:100 thousand:1000',
};

const de: Written = {
  linking: `der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem es ist sind bin sei war waren wird werden worden zu von in im an am auf fur aus
    bei mit als und oder so dann da dort hier ins uber welche welcher welches wer was wo wie auch einfach bitte lassen hat haben habe hatte machen macht nehmen nimmt
    sich selbst sehr man er ihn ihm ihnen deren dessen dass zum zur vom beim sie`,
  courtesy: `hallo guten tag morgen abend sehr geehrte geehrter damen herren liebe lieber vielen dank danke freundlichen freundliche grusse gruss beste besten viele entschuldigung
    entschuldigen leid unannehmlichkeiten fur ihre nachricht mail anfrage frage melden gerne gern hilfe helfen weitere fragen kollege kollegin team meldung information
    informationen angaben folgende folgendes schreiben mitteilung`,
  negations: 'nicht kein keine keinen keinem keiner keines nie niemals niemand nichts weder noch ohne',
  conditions: 'wenn falls sofern',
  limits: 'nur ausser bis bevor nachdem meist meistens manchmal oft vielleicht fast gewohnlich',
  approximations: 'mindestens hochstens etwa ungefahr rund uber unter fast bis circa ca maximal minimal knapp',
  modals: 'kann konnen konnte konnten darf durfen sollte sollten mochte wurde wurden',
  past: 'hat haben habe hatte hatten wurde wurden worden war waren gewesen bereits schon',
  future: 'wird werden werde',
  we: 'wir uns unser unsere unseren unserem unserer unseres ich mich mir mein meine meinen meinem meiner',
  you: 'sie ihr ihre ihren ihrem ihrer ihres ihnen du dich dir dein deine deinen deinem deiner',
  splitters: 'und oder aber sondern dass welche welcher weil wenn falls wahrend obwohl',
  please: 'bitte',
  asking: 'senden schicken sagen teilen schreiben antworten bestatigen geben nennen beschreiben',
  endings: 'ungen ung en em er es et st te ten e n s t',
  numbers:
    'zwei:2 drei:3 vier:4 funf:5 sechs:6 sieben:7 acht:8 neun:9 zehn:10 elf:11 zwolf:12 funfzehn:15 zwanzig:20 dreissig:30 vierzig:40 funfzig:50 sechzig:60 neunzig:90 hundert:100 tausend:1000',
};

const fr: Written = {
  linking: `le la les l un une des du de d ce cet cette ces il elle on ils elles est sont etre ete etait a au aux en dans sur pour par avec et ou donc puis y ici qui que quoi dont quel quelle
    comment aussi simplement se s c qu lui leur avoir ai as avons avez ont fait faire faites prendre prenez tres meme son sa ses`,
  courtesy: `bonjour bonsoir cher chere madame monsieur merci beaucoup cordialement salutations cordiales meilleures desole desoles desolee excuses inconvenient pour votre message
    mail demande question aide aider plaisir autres questions collegue equipe signalement informations suivant suivante details detail renvoi ecrit`,
  negations: 'ne n pas jamais aucun aucune rien personne ni sans non',
  conditions: 'si sauf',
  limits: 'seulement uniquement sauf jusqu avant apres souvent parfois peut-etre presque generalement',
  approximations: 'moins plus environ presque maximum minimum jusqu',
  modals: 'peut peuvent pouvez pouvons peux pourrait devrait pourraient pourriez pourrions',
  past: 'a ont avons avez ai ete etait etaient deja',
  future: 'sera seront ferons allons va vont',
  we: 'nous notre nos je j moi mon ma mes me m',
  you: 'vous votre vos tu toi ton ta tes te',
  splitters: 'et ou mais que qui car parce si quand lorsque bien donc',
  please: 'merci veuillez svp',
  asking:
    'envoyer envoyez dire dites ecrire ecrivez repondre repondez confirmer confirmez donner donnez indiquer indiquez decrire decrivez',
  endings: 'issons issez ement ements aient ons ez er es ent e s x',
  numbers:
    'deux:2 trois:3 quatre:4 cinq:5 six:6 sept:7 huit:8 neuf:9 dix:10 onze:11 douze:12 quinze:15 vingt:20 trente:30 quarante:40 cinquante:50 soixante:60 cent:100 mille:1000',
};

const es: Written = {
  linking: `el la los las un una unos unas lo de del al a en por para con y o u e que quien cual como donde este esta estos estas ese esa eso esto es son ser sido era esta estan se su sus le les
    ha han haber hay hacer haga hace tomar tome tambien muy mismo asi entonces`,
  courtesy: `hola buenos buenas dias tardes noches estimado estimada senor senora gracias muchas saludos cordiales atentamente siento sentimos disculpe disculpas molestias por su mensaje
    correo solicitud consulta pregunta ayuda ayudar gusto mas preguntas colega equipo siguiente detalles informacion escribir`,
  negations: 'no nunca jamas ningun ninguno ninguna nada nadie ni sin tampoco',
  conditions: 'si salvo',
  limits: 'solo solamente unicamente excepto salvo hasta antes despues normalmente veces quizas casi',
  approximations: 'menos mas aproximadamente unos casi maximo minimo hasta',
  modals: 'puede pueden puedo podemos podria podrian deberia',
  past: 'ha han hemos he habia sido fue fueron ya',
  future: 'sera seran vamos va van',
  we: 'nosotros nos nuestro nuestra nuestros nuestras yo me mi mis hemos',
  you: 'usted ustedes su sus tu te ti tus',
  splitters: 'y o pero que porque si cuando mientras aunque',
  please: 'favor',
  asking: 'envie enviar enviarnos envienos diga diganos indique indiquenos escriba responda confirme describa',
  endings: 'amiento aciones mente ando iendo ados adas idos idas ado ada ido ida ar er ir an en es as os a o e s',
  numbers:
    'dos:2 tres:3 cuatro:4 cinco:5 seis:6 siete:7 ocho:8 nueve:9 diez:10 once:11 doce:12 quince:15 veinte:20 treinta:30 cuarenta:40 cincuenta:50 cien:100 mil:1000',
};

const it: Written = {
  linking: `il lo la i gli le l un uno una dello della dei degli delle di d a al alla ai alle da dal dalla in nel nella su sul sulla per con e ed o che chi cui come dove questo questa questi queste
    quello quella e sono essere stato stata era si ci suo sua suoi sue fare faccia prendere anche molto stesso cosi poi ha hanno avere`,
  courtesy: `ciao salve buongiorno buonasera gentile egregio signore signora grazie mille cordiali saluti distinti dispiace scusi scusate disagio per il suo messaggio mail richiesta domanda
    aiuto aiutare piacere altre domande collega squadra seguente dettagli informazioni scritto`,
  negations: 'non no mai nessun nessuno nessuna niente nulla ne senza',
  conditions: 'se salvo',
  limits: 'solo soltanto solamente tranne salvo fino prima dopo spesso talvolta forse quasi',
  approximations: 'meno piu circa quasi massimo minimo fino almeno',
  modals: 'puo possono posso possiamo potrebbe dovrebbe potrebbero',
  past: 'ha hanno abbiamo ho aveva stato stata stati gia',
  future: 'sara saranno faremo',
  we: 'noi nostro nostra nostri nostre io mio mia miei mie abbiamo',
  you: 'lei voi vostro vostra vostri vostre tu tuo tua suo sua suoi sue vi',
  splitters: 'e o ma che perche se quando mentre anche',
  please: 'prego cortesemente',
  asking: 'invii inviare inviarci mandi mandarci dica indichi indicarci scriva risponda confermi descriva',
  endings: 'amento azioni azione mente ando endo ati ate ato ata iti ite ito ita are ere ire ano ono i e a o',
  numbers:
    'due:2 tre:3 quattro:4 cinque:5 sei:6 sette:7 otto:8 nove:9 dieci:10 undici:11 dodici:12 quindici:15 venti:20 trenta:30 quaranta:40 cinquanta:50 cento:100 mille:1000',
};

const nl: Written = {
  linking: `de het een deze dit die dat er is zijn was waren worden wordt werd te van in op aan voor uit bij met als en of dan daar hier welke wie wat waar hoe ook gewoon zich zelf zeer heel hij
    zij ze hem haar hun heeft hebben had doen doet maken maakt nemen neem`,
  courtesy: `hallo goedemorgen goedemiddag goedenavond dag beste geachte heer mevrouw dank bedankt vriendelijke groet groeten hartelijke sorry excuses ongemak voor uw bericht mail
    aanvraag vraag melding graag hulp helpen verdere vragen collega team volgende informatie gegevens schrijven`,
  negations: 'niet geen nooit niemand niets noch zonder',
  conditions: 'als indien tenzij',
  limits: 'alleen slechts behalve tenzij tot voordat nadat meestal soms vaak misschien bijna',
  approximations: 'minstens hoogstens ongeveer circa ruim bijna tot maximaal minimaal meer minder',
  modals: 'kan kunnen kunt kon konden mag mogen zou zouden',
  past: 'heeft hebben heb had werd werden geweest al reeds',
  future: 'zal zullen zult gaan gaat',
  we: 'wij we ons onze ik mij me mijn',
  you: 'u uw jij je jou jouw jullie',
  splitters: 'en of maar dat die omdat als wanneer terwijl hoewel',
  please: 'graag alstublieft gelieve aub',
  asking: 'sturen stuur stuurt laat laten zeggen schrijf antwoord bevestig geef noem beschrijf',
  endings: 'heden ingen heid ing en er es et e s t n',
  numbers:
    'twee:2 drie:3 vier:4 vijf:5 zes:6 zeven:7 acht:8 negen:9 tien:10 elf:11 twaalf:12 vijftien:15 twintig:20 dertig:30 veertig:40 vijftig:50 zestig:60 negentig:90 honderd:100 duizend:1000',
};

const pl: Written = {
  linking: `i a w we z ze na do od o u po za przez dla przy oraz to ten ta te tego tej tym tych jest sa byc byl byla bylo byly ktory ktora ktore ktorych gdzie jak tez takze sie swoj swoje sam
    bardzo on ona ono oni ich jego jej tam tu tutaj wtedy`,
  courtesy: `dzien dobry witam szanowni szanowny szanowna panstwo pan pani dziekuje dziekujemy bardzo pozdrawiam pozdrowienia powazaniem przepraszam przepraszamy niedogodnosci za
    wiadomosc mail prosbe pytanie zgloszenie pomoc pomoca pytania kolega zespol informacje szczegoly nastepujace`,
  negations: 'nie nigdy zaden zadna zadne nikt nic ani bez brak',
  conditions: 'jesli jezeli chyba',
  limits: 'tylko jedynie oprocz dopoki przed dopiero zwykle czasem czasami czesto moze prawie',
  approximations: 'najmniej najwyzej okolo prawie ponad do maksymalnie minimalnie wiecej mniej',
  modals: 'moze moga mozna mozesz mozemy powinien powinna powinno',
  past: 'zostal zostala zostalo zostaly byl byla bylo byly juz',
  future: 'bedzie beda bedziemy zostanie zostana',
  we: 'my nas nam nasz nasza nasze naszego naszej ja mnie mi moj moja moje',
  you: 'panstwo panstwa panstwu pan pani pana ty ciebie ci twoj twoja twoje wasz wasza wasze',
  splitters: 'i oraz lub albo ale ze ktory ktora ktore bo poniewaz jesli jezeli gdy kiedy',
  please: 'prosze prosimy',
  asking: 'przeslac wyslac podac napisac odpowiedziec potwierdzic opisac przeslanie podanie',
  endings: 'owania owanie owac ania anie enia enie ami ach ego emu ymi ich ych iem owi om ow em am ie ac ic a e i o u y',
  numbers:
    'dwa:2 dwie:2 trzy:3 cztery:4 piec:5 szesc:6 siedem:7 osiem:8 dziewiec:9 dziesiec:10 dwanascie:12 pietnascie:15 dwadziescia:20 trzydziesci:30 czterdziesci:40 piecdziesiat:50 sto:100 tysiac:1000',
};

const written: Readonly<Record<string, Written>> = { en, de, fr, es, it, nl, pl };

/** The languages whose words are kept here. */
export const supportLanguages: readonly string[] = Object.keys(written);

/** Lower case without accents: `Größe` and `grosse` are one word. */
export function plainWord(word: string): string {
  return word.toLowerCase().replaceAll('ß', 'ss').replaceAll('ł', 'l').replaceAll('’', "'").normalize('NFD').replace(/\p{M}/gu, '');
}

const setOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/).map(plainWord).filter(Boolean));

function readWords(own: Written, language: string): SupportWords {
  const { endings, numbers, ...sets } = own;
  const read = Object.fromEntries(Object.entries(sets).map(([name, text]) => [name, setOf(text)])) as Omit<
    SupportWords,
    'endings' | 'numbers' | 'participle' | 'participle'
  >;
  const pairs = numbers
    .split(' ')
    .filter(Boolean)
    .map((pair) => pair.split(':') as [string, string]);
  return {
    ...read,
    endings: endings
      .split(' ')
      .filter(Boolean)
      .sort((one, other) => other.length - one.length),
    numbers: new Map(pairs),
    participle: participles[language] ?? /^(?!)/,
  };
}

const participles: Readonly<Record<string, RegExp>> = { de: /^ge(?=.{3,}(?:t|en)$)/, nl: /^ge(?=.{3,}(?:t|d|en)$)/ };
const byLanguage = new Map(Object.entries(written).map(([language, own]) => [language, readWords(own, language)]));
const nothing = readWords({ ...(Object.fromEntries(Object.keys(en).map((name) => [name, ''])) as Written), numbers: '' }, '');

/** The words of a language; of one that is not kept here none, so that every word of a statement must stand in its source. */
export function supportWords(language: string): SupportWords {
  return byLanguage.get(language) ?? nothing;
}
