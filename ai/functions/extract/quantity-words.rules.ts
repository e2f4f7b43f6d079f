const unitWords: Readonly<Record<string, string>> = {
  pcs: 'pc pcs piece pieces item items unit units off st stk stck stück stuck pièce pièces unidad unidades uds pezzo pezzi pz stuk stuks sztuka sztuki sztuk szt',
  m: 'm metre metres meter meters metern mètre mètres metro metros metri metr metry metrów',
  km: 'km',
  cm: 'cm',
  mm: 'mm',
  'm²': 'm² m2 qm sqm',
  'm³': 'm³ m3 cbm',
  kg: 'kg kilo kilos kilogram kilograms',
  l: 'l litre litres liter litern litro litros litri',
  h: 'h hour hours stunde stunden heure heures hora horas ora ore uur uren godzina godziny godzin',
  days: 'day days tag tage tagen jour jours día días giorno giorni dag dagen dzień dni',
  pairs: 'pair pairs paar paire paires par pares paio paia para pary',
  boxes: 'box boxes karton kartons carton cartons caja cajas scatola scatole doos dozen pudełko pudełka pudełek',
  rolls: 'roll rolls rolle rollen rouleau rouleaux rollo rollos rotolo rotoli rol rollen rolka rolki rolek',
  sets: 'set sets satz sätze jeu jeux juego juegos kit kits zestaw zestawy zestawów',
};

/** Units by how people write them, in lower case. */
export const unitOf: ReadonlyMap<string, string> = new Map(
  Object.entries(unitWords).flatMap(([unit, words]) => words.split(' ').map((word): [string, string] => [word, unit])),
);

/** Counts in words, in lower case; articles that may mean “one” are none. */
export const countWords: ReadonlyMap<string, number> = new Map(
  `one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 thirteen:13 fourteen:14 fifteen:15 sixteen:16 eighteen:18 twenty:20 thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80
   ninety:90 hundred:100 zwei:2 drei:3 vier:4 fünf:5 sechs:6 sieben:7 acht:8 neun:9 zehn:10
   elf:11 zwölf:12 fünfzehn:15 sechzehn:16 zwanzig:20 dreißig:30 dreissig:30 vierzig:40 fünfzig:50 sechzig:60 siebzig:70 achtzig:80 neunzig:90 hundert:100 anderthalb:1.5 eineinhalb:1.5
   zweieinhalb:2.5 deux:2 trois:3 quatre:4 cinq:5 sept:7 huit:8 neuf:9 dix:10 onze:11 douze:12 quinze:15 vingt:20 trente:30 quarante:40 cinquante:50 soixante:60 cent:100 dos:2 tres:3 cuatro:4 cinco:5 seis:6 siete:7 ocho:8 nueve:9 diez:10 once:11 doce:12 quince:15 veinte:20 veinticinco:25 treinta:30 cuarenta:40 cincuenta:50 cien:100
   due:2 tre:3 quattro:4 cinque:5 sei:6 sette:7 otto:8 nove:9 dieci:10 undici:11 dodici:12 quindici:15 venti:20 venticinque:25 trenta:30 quaranta:40 cinquanta:50 cento:100 twee:2 drie:3 vijf:5 zes:6 zeven:7 negen:9 tien:10 twaalf:12 vijftien:15 twintig:20 dertig:30 veertig:40 vijftig:50 zestig:60 zeventig:70 tachtig:80 negentig:90 honderd:100
   dwa:2 dwie:2 trzy:3 cztery:4 pięć:5 sześć:6 siedem:7 osiem:8 dziewięć:9 dziesięć:10 dwanaście:12 piętnaście:15 dwadzieścia:20 trzydzieści:30 czterdzieści:40 pięćdziesiąt:50 sto:100`
    .trim()
    .split(/\s+/)
    .map((pair): [string, number] => [pair.slice(0, pair.indexOf(':')), Number(pair.slice(pair.indexOf(':') + 1))]),
);

/** What is counted but never ordered: times, people, places of a house. */
export const neverWanted =
  /^(?:minutes?|mins?|seconds?|weeks?|months?|years?|times?|people|persons?|employees?|floors?|attempts?|o['’]?clock|am|pm|percent|minuten|sekunden|wochen?|monaten?|jahren?|mal|personen|mitarbeiter|uhr|prozent|semaines?|mois|ans?|années?|fois|personnes?|heures?|semanas?|meses|años?|veces|personas|settimane|mesi|anni|volte|persone|weken|maanden|jaar|keer|personen|tygodnie|tygodni|miesięcy|lat|razy|osób)$/iu;

/** What a message says that wants something delivered or an offer made. */
export const orderCue =
  /\b(?:quote|quotes|quotation|offer|price|prices|order|need|needs|needed|require|requires|want|would like|supply|deliver|send us|looking for|angebot|preise?|bestell\w*|brauchen|benötigen|liefern|hätten gerne?|devis|offre|prix|command\w+|besoin|fournir|presupuesto|oferta|pedido|necesit\w+|pedir|preventivo|offerta|ordin\w+|serv(?:e|ono)|servono|abbiamo bisogno|offerte|bestell\w*|nodig|leveren|oferty?|ofertę|wycen\w+|zamów\w*|zamawia\w*|potrzebuj\w+|prosimy o)\b/iu;
