import { plainWord } from './support-words.rules.ts';

/**
 * Words that say how the things of a statement hang together, by language. `relations`: each word of a class stands before what it speaks of (`before`, `if`, `from`);
 * `sequence` words put steps in their order; `amounts` say of how many it is said; `and` (and `but`) and `or` join; `must` obliges; `attitudes` make a thing wished, asked or thought
 * instead of so; `whole` denials turn all that follows in their clause, other denials the next word; `speaker` and `reader` are the doers; `measures` are counted.
 */
export type RelationWords = {
  relations: ReadonlyMap<string, string>;
  sequence: ReadonlySet<string>;
  amounts: ReadonlySet<string>;
  and: ReadonlySet<string>;
  or: ReadonlySet<string>;
  of: ReadonlySet<string>;
  must: ReadonlySet<string>;
  attitudes: ReadonlySet<string>;
  whole: ReadonlySet<string>;
  speaker: ReadonlySet<string>;
  reader: ReadonlySet<string>;
  measures: ReadonlySet<string>;
  /** forms of “be” and “have” before a participle */
  helping: ReadonlySet<string>;
  /** the class of `after`, the second of the relations */
  after: string;
  /** the verb may stand at the end of its clause, and a denial behind what it denies */
  verbLast: boolean;
};

type Written = Record<Exclude<keyof RelationWords, 'relations' | 'verbLast' | 'after' | 'helping'>, string> & {
  relations: string;
  helping?: string;
  verbLast?: true;
};

const en: Written = {
  relations: 'before; after; until till; since; from; than; if when once; unless; because; without; except; during while; against; instead',
  sequence: 'then afterwards first firstly secondly next finally last lastly',
  amounts:
    'all every each any some many most few several both half everything everybody everyone something always sometimes often usually mostly rarely',
  and: 'and but',
  or: 'or',
  of: 'of',
  helping: 'be been being is are was were am get gets got has have had having',
  must: 'must should',
  attitudes: 'need needs want wants wish wishes like think thinks believe believes hope hopes try tried expect seem seems ask asks plan',
  whole:
    "not never cannot can't don't doesn't didn't isn't aren't wasn't weren't won't wouldn't shouldn't couldn't hasn't haven't hadn't mustn't unable nobody nothing none",
  speaker: 'we us i me',
  reader: 'you',
  measures:
    'hour hours minute minutes second seconds day days week weeks month months year years half quarter third fifth tenth dozen hundred thousand',
};

const de: Written = {
  relations: 'bevor vor; nachdem nach; bis; seit; ab; als; wenn falls sofern; ausser; weil da; ohne; wahrend; gegen; statt anstatt',
  sequence: 'dann danach zuerst erst anschliessend zuletzt zunachst',
  amounts:
    'alle allen aller alles jede jeder jedes jeden jedem einige einigen manche mancher viele vielen wenige beide beiden etwas immer manchmal oft meist meistens selten',
  and: 'und aber sondern',
  or: 'oder',
  of: 'von vom',
  must: 'muss mussen musst soll sollen sollte sollten',
  attitudes:
    'brauche brauchen braucht benotigen benotigt mochte mochten wunschen wunscht glaube glauben denke denken hoffe hoffen versuchen versucht scheint bitten plane planen',
  whole: 'nicht nie niemals niemand nichts',
  speaker: 'wir uns ich mich mir',
  reader: 'sie ihnen du dich dir',
  measures:
    'stunde stunden minute minuten sekunde sekunden tag tage tagen woche wochen monat monate monaten jahr jahre jahren halbe halben viertel drittel dutzend',
  verbLast: true,
};

const fr: Written = {
  relations: 'avant; apres; jusqu; depuis; des; si lorsque quand; sauf; parce car; sans; pendant; contre; lieu',
  sequence: 'puis ensuite abord enfin',
  amounts: 'tout tous toute toutes chaque quelques plusieurs beaucoup peu certains certaines deux toujours parfois souvent rarement',
  and: 'et mais',
  or: 'ou',
  of: 'de du des d',
  must: 'doit doivent devez devons devrait devriez',
  attitudes:
    'besoin veut voulons souhaite souhaitons pense pensons crois croyons espere esperons essaye semble demande demandons prevoyons',
  whole: 'ne n pas jamais rien personne',
  speaker: 'nous je j',
  reader: 'vous tu te',
  measures:
    'heure heures minute minutes seconde secondes jour jours semaine semaines mois an ans annee annees demi demie quart tiers douzaine',
};

const es: Written = {
  relations: 'antes; despues tras; hasta; desde; si cuando; salvo excepto; porque; sin; durante mientras; contra; lugar',
  sequence: 'luego entonces primero finalmente',
  amounts: 'todo todos toda todas cada algunos algunas varios varias muchos muchas pocos pocas ambos siempre nunca veces menudo',
  and: 'y e pero',
  or: 'o u',
  of: 'de del',
  must: 'debe deben debemos deberia deberian',
  attitudes:
    'necesita necesitan necesitamos necesito quiere queremos quiero desea deseamos cree creemos creo piensa pensamos espera esperamos intenta parece pide pedimos',
  whole: 'no nunca jamas nada nadie',
  speaker: 'nosotros nos yo me',
  reader: 'usted ustedes te',
  measures: 'hora horas minuto minutos segundo segundos dia dias semana semanas mes meses ano anos media medio cuarto docena',
};

const it: Written = {
  relations: 'prima; dopo; fino; da dal; se quando; salvo tranne; perche; senza; durante mentre; contro; invece',
  sequence: 'poi quindi infine',
  amounts: 'tutto tutti tutta tutte ogni alcuni alcune molti molte pochi poche entrambi qualche sempre talvolta spesso',
  and: 'e ed ma',
  or: 'o od',
  of: 'di del della dei delle dello',
  must: 'deve devono dobbiamo dovrebbe dovrebbero',
  attitudes:
    'bisogno vuole vogliamo voglio desidera pensa pensiamo penso crede crediamo credo spera speriamo prova sembra chiede chiediamo',
  whole: 'non mai niente nulla nessuno',
  speaker: 'noi io ci mi',
  reader: 'lei voi vi',
  measures: 'ora ore minuto minuti secondo secondi giorno giorni settimana settimane mese mesi anno anni mezzo mezza quarto dozzina',
};

const nl: Written = {
  relations: 'voordat voor; nadat na; tot; sinds; vanaf; dan; als indien wanneer; tenzij; omdat; zonder; terwijl tijdens; tegen; plaats',
  sequence: 'daarna vervolgens eerst tenslotte',
  amounts: 'alle alles iedere ieder elke elk sommige enkele veel vele weinig beide iets altijd soms vaak meestal zelden',
  and: 'en maar',
  or: 'of',
  of: 'van',
  must: 'moet moeten',
  attitudes: 'nodig wil willen wenst wensen denkt denken gelooft geloven hoopt hopen probeert lijkt vraagt vragen',
  whole: 'niet nooit niemand niets',
  speaker: 'wij we ons ik mij me',
  reader: 'u jij je',
  measures: 'uur uren minuut minuten seconde seconden dag dagen week weken maand maanden jaar jaren half halve kwart dozijn',
  verbLast: true,
};

const pl: Written = {
  relations: 'przed zanim; po; dopoki; od; niz; jesli jezeli gdy kiedy; chyba; bo poniewaz; bez; podczas; przeciw; zamiast',
  sequence: 'potem nastepnie najpierw wreszcie',
  amounts: 'wszystko wszystkie wszyscy kazdy kazda kazde niektore wiele kilka malo oba obie zawsze czasem czasami czesto zwykle',
  and: 'i oraz ale a',
  or: 'lub albo',
  of: '',
  must: 'musi musza musimy powinien powinna powinno powinny',
  attitudes: 'potrzebuje potrzebujemy chce chcemy zyczy mysle myslimy sadze wierze spodziewa probuje wydaje prosi prosimy',
  whole: 'nie nigdy nikt nic',
  speaker: 'my nas nam ja mnie mi',
  reader: 'panstwo panstwa panstwu pan pani ty ciebie',
  measures:
    'godzina godziny godzin minuta minuty minut sekunda sekundy sekund dzien dni tydzien tygodnie tygodni miesiac miesiace miesiecy rok lata lat pol tuzin',
};

const setOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/).filter(Boolean).map(plainWord));

function read({ relations, verbLast, helping = '', ...lists }: Written): RelationWords {
  const groups = relations.split(';').map((words) => [...setOf(words)]);
  const classes = groups.flatMap((all) => all.map((word): [string, string] => [word, all[0] as string]));
  const sets = Object.fromEntries(Object.entries(lists).map(([name, text]) => [name, setOf(text)])) as Omit<
    RelationWords,
    'relations' | 'verbLast' | 'after'
  >;
  return { ...sets, helping: setOf(helping), relations: new Map(classes), after: groups[1]?.[0] ?? '', verbLast: verbLast === true };
}

const byLanguage = new Map(Object.entries({ en, de, fr, es, it, nl, pl }).map(([language, words]) => [language, read(words)]));
const nothing = read(Object.fromEntries(Object.keys(en).map((name) => [name, ''])) as unknown as Written);

/** The words of a language; none of one that is not kept here, where every word counts and keeps its order. */
export function relationWords(language: string): RelationWords {
  return byLanguage.get(language) ?? nothing;
}
