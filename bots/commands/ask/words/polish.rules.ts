import type { WordTable } from './concepts.types.ts';

/** Polish: the basics, compared without accents and ł as l. */
export const polish: WordTable = {
  stop: `sa|jest|byl|byla|bylo|byly|sie|na|w|we|z|ze|do|od|dla|po|o|i|lub|czy|to|te|ten|ta|tych|tym|tego|ma|maja|mamy|nasz|nasze
    |naszych|nam|prosze|teraz|obecnie|jeszcze|juz|cos|jakies|mi|nas|go|ich|aktualnie|wciaz|nadal|zostalo|zostaly|moze|dzien dobry
    |przez|jak|u|mamy jeszcze|ktos|ktokolwiek|gdzies|gdzie|prosze o|czesc|hej|dziekuje|dzieki|witam|tez|tylko|bardzo|chyba|akurat
    |obecna|biezaca|nami|u nas|jeszcze nie|sie u|chce|chcialbym|chcialabym|potrzebuje|mozesz|czy mozesz|mam|bedzie|beda|byc|ani
    |jako|wlasnie|nie ma|na co`,
  not: 'nie|bez|zaden|zadne|zadnego',
  my: 'moje|moj|moja|moich|mojej|mnie|przypisane do mnie|do mnie',
  i_have: 'mam|czy mam',
  show: `pokaz|pokaz mi|wyswietl|lista|znajdz|podaj|daj mi|wypisz|powiedz|powiedz mi|pokaz wszystkie|pokaz wszystko|pokazac
    |wyswietl wszystkie|lista wszystkich|znajdz mi|chce zobaczyc|chcialbym zobaczyc|poprosze|poprosze o|poprosze liste
    |prosze o liste|daj liste|podaj mi|wyszukaj|szukam|sprawdz`,
  from: 'od|dla|z|firmy',
  at: 'w|u|z',
  with: 'z',
  about: 'o|dotyczace|na temat|w sprawie|dotyczacych',
  who: 'kto|kogo|komu|kto jest',
  what: 'co|co jest|jakie|jaki',
  which: 'ktore|ktory|ktora|jakie|jaki|jakich',
  when: 'kiedy|o ktorej',
  why: 'dlaczego|czemu',
  how: 'jak',
  how_to: `jak moge|jak zresetowac|jak mozna|jak sie|jak zmienic|jak ustawic|jak skonfigurowac|jak zainstalowac|jak naprawic
    |jak podlaczyc|jak wlaczyc|jak wylaczyc|jak dodac|jak usunac|jak uruchomic|jak wymienic|jak zrobic|jak wgrac|jak odblokowac
    |jak przywrocic|jak zaktualizowac|jak rozwiazac|jak postepowac|co zrobic gdy|co zrobic jak|co robic gdy|co robic jesli`,
  how_many: 'ile|ilu|liczba|ile jest|ile mamy|ile bylo|ile przyszlo|ilosc|laczna liczba|liczbe|suma',
  how_long: 'ile czasu|ile godzin|godziny|czas',
  worktime: 'pracowalem|pracowalam|przepracowal|zapisane|przepracowalem|zalogowane|poswiecono|pracowal|zajelo',
  exists: 'mamy|sa|istnieja|czy sa|czy mamy|czy jest|mamy jakies',
  tickets: `zgloszenie|zgloszenia|zgloszen|zgloszeniu|zgloszeniem|sprawa|sprawy|spraw|ticket|tickety|ticketow|bilety|tickecie
    |zgloszenie nr|zadanie|zadania|zadan|zlecenie|zlecenia|zlecen|zapytanie|zapytania|zapytan|sprawami|sprawie|incydent|incydenty
    |incydentow|kolejka|kolejce|kolejki|zgloszeniach|tematy|tematow|rzeczy`,
  problems: `problem|problemy|problemow|awaria|awarie|skarga|skargi|problemem|awarii|usterka|usterki|usterek|klopot|klopoty
    |klopotow|nie dziala|nie dzialaja|zepsute|zepsuty|zepsuta|padl|padla|padlo|reklamacja|reklamacje|reklamacji|blad|bledy|bledow
    |zacina|zawiesza`,
  customer: `klient|klienci|klienta|klientow|klientem|firma|firmy|klientami|klientom|kliencie|firm|firmie|kontrahent|kontrahenci
    |kontrahentow`,
  contact: `kontakt|kontakty|osoba kontaktowa|osoby kontaktowe|kogo znamy|kto to|z kim rozmawiac|do kogo zadzwonic
    |kto jest kontaktem|dane kontaktowe|namiary|namiar|kontaktu|kontaktowa|kim jest|co wiemy o|wizytowka`,
  phone: `telefon|numer telefonu|numer|telefon do|numer do|numer telefonu do|nr tel|nr telefonu|adres mailowy|adres e mail|mail do
    |e mail do|komorka|komorke|jak skontaktowac|skontaktowac`,
  contract: `umowa|umowy|umow|umowe|kontrakt|kontrakty|umowie|umowa z|umowa serwisowa|umowy serwisowe|umowe serwisowa|gwarancja
    |gwarancji|abonament|abonamenty|na umowie|objeci umowa`,
  article: `artykul|artykuly|baza wiedzy|instrukcja|dokumentacja|artykulu|bazie wiedzy|baze wiedzy|instrukcje|instrukcji|poradnik
    |poradniki|procedura|procedury|dokumentacje|dokumentacji|opis`,
  mail: 'mail|maile|e mail|e maile|wiadomosc|wiadomosci|maili',
  notification: 'powiadomienia|powiadomienie|powiadomien',
  missed: 'przegapilem|przegapilam|ominelo|mnie ominelo',
  calendar: 'godziny otwarcia|godziny pracy|kalendarz|kalendarze|otwarte|jestesmy otwarci|czynne',
  holiday: 'swieta|dni wolne',
  team: 'zespol|zespoly|zespolow|zespolu',
  knows: 'zna sie na|zna|wie o|zna sie',
  oncall: `dyzur|na dyzurze|dyzuruje|dyzuru|ma dyzur|dyzury|dyzurny|dyzurna|dyzurujacy|kto dyzuruje|pod telefonem|telefon alarmowy
    |numer alarmowy|kto ma dyzur|nocna zmiana|nocnej zmianie|na zmianie|do kogo dzwonic w nocy|dzwonic w nocy|w razie awarii`,
  rota: 'grafik|grafik dyzurow',
  handoff: 'przekazanie|przekazanie zmiany',
  away: `nieobecny|nieobecna|nieobecni|na urlopie|urlop|urlopie|chory|chora|nieobecnosci|zwolnieniu|urlopach|na zwolnieniu
    |chorobowe|na chorobowym|nie ma dzis|nie ma dzisiaj|nie ma jutro|kogo nie ma|kogo dzis nie ma|kogo nie ma dzisiaj|wolne ma
    |ma wolne|w pracy|choruje|choruja|urlopy|l4`,
  next_action: 'nastepny krok|nastepne kroki|kolejny krok|nastepne dzialania|nastepnego kroku',
  todo: 'co mam robic|co mam zrobic|co teraz|co dalej|co mam dalej robic|co powinienem zrobic',
  attachment: 'zalacznik|zalaczniki|zalacznikami|zalacznikiem',
  spam: 'spam',
  history: 'stalo|wydarzylo|historia|status|nowego|dzieje',
  involved: 'uczestniczy|zaangazowany|bierze udzial',
  duplicate: 'podobne|podobnego|duplikaty|podobny',
  open: `otwarte|otwartych|otwarty|nierozwiazane|nierozwiazanych|niezamkniete|niezalatwione|wciaz otwarte|jeszcze otwarte|otwarta
    |otwartego|otwartymi|nieskonczone|niedokonczone|do zrobienia|do zalatwienia|zostalo do zrobienia|w trakcie lub otwarte|aktywne
    |aktywnych|biezace sprawy|niezakonczone|niezakonczonych|nie zamkniete|nie rozwiazane|nie zalatwione`,
  in_progress: 'w toku|w trakcie|w realizacji',
  waiting: `czekaja na klienta|czeka na klienta|czekamy|oczekujace|oczekuja|na klienta|czekajace na klienta|oczekujace na klienta
    |czekamy na|na odpowiedz klienta|na odpowiedz klientow|odpowiedz klienta|odpowiedz ktorych klientow
    |na odpowiedz ktorych klientow czekamy|czekamy na klienta|czekamy na odpowiedz klienta|czekamy na odpowiedz|po stronie klienta
    |u klienta|czekaja|czeka|wstrzymane|zawieszone|oczekujacych|oczekujacy`,
  unanswered: 'bez odpowiedzi|czekaja na odpowiedz|czeka na odpowiedz|nieodpowiedziane',
  resolved: `rozwiazane|rozwiazanych|zalatwione|rozwiazano|rozwiazalismy|zalatwionych|rozwiazany|rozwiazana|naprawione|naprawiono
    |zrobione|zalatwiono|zakonczone|zakonczono|skonczone`,
  closed: 'zamkniete|zamknietych|zamknelismy|zamknieto|zamknieta|zamkniety|zamkneli|zamknal|zamknela|zamykamy|pozamykane',
  late: `spoznione|spoznionych|zalegle|zaleglych|przeterminowane|przeterminowanych|po terminie|opoznione|opoznionych|spozniony
    |spoznieniem|opoznienie|opoznieniem|opoznieniu|opozniony|opoznione sa|zalegla|zaleglosci|przekroczone|przekroczyly termin
    |przekroczony termin|po czasie|przeterminowany|za pozno|minal termin|minely terminy`,
  breached: 'naruszone|zlamane',
  soon: `wkrotce|niedlugo|zaraz|zagrozone|zagrozonych|pali|pali sie|zbliza sie termin|zblizaja sie|konczy sie czas
    |konczy sie termin|za chwile|blisko terminu|prawie po terminie|zagrozony|ryzyko|ryzyka|przekrocza termin|przekroczy termin
    |goreje|plonie|pali sie u nas`,
  due: `termin|terminem|uplywa|terminy|na kiedy|do kiedy|na dzis|wygasa|wygasaja|uplywaja|trzeba zrobic|trzeba zalatwic|musi byc
    |musza byc|konczy sie|koncza sie`,
  unassigned: `nieprzypisane|nieprzypisanych|nieprzydzielone|nieprzydzielonych|bez wlasciciela|nikt|niczyje|do nikogo
    |nie przypisane|nikogo|nie sa przypisane|bez opiekuna|nie maja wlasciciela|nie ma wlasciciela|wlasciciela|bez przypisania
    |nikt nie wzial|nikt sie nie zajal|nikt sie nie zajmuje|nikt nie|wolne|wolnych|bez osoby|nieprzypisany|do rozdania
    |do przydzielenia|niewziete|bez technika|do wziecia`,
  assigned: 'przypisane do|przydzielone',
  working_on: 'pracuje|pracuje nad|robi|zajmuje sie|nad czym pracuje|pracuja|zajmuje|robi teraz|nad czym',
  busy: `przeciazony|przeciazona|zajety|zajeta|zawalony|zawalona|zarobiony|zarobiona|zapracowany|zapracowana|obciazony|obciazona
    |obciazenie|duzo pracy|duzo na glowie|na glowie|ma czas|przeciazeni`,
  reopened: 'ponownie otwarte|otwarte ponownie|wznowione|otwarte na nowo|ponownie otwarto|wrocily|wrocilo',
  oldest: 'najstarsze|najstarszy',
  newest: 'najnowsze',
  older: 'starsze niz|ponad|dluzej niz|od ponad|starsze',
  new: 'nowe|nowy|nowych|nowego',
  arrived: `przyszlo|przyszly|wplynelo|wplynely|nowe|nowych|utworzone|otrzymalismy|dostalismy|zgloszone|wplynal|przyszedl|przyszla
    |nadeszly|nadeszlo|utworzono|doszly|doszlo|pojawily|pojawilo|zalozone|otrzymano`,
  urgent: 'pilne|pilnych|pilny|krytyczne|krytycznych|pilna|pilnego|nagle|bardzo pilne|najpilniejsze|krytyczny|priorytetowe|p1|na wczoraj',
  high: 'wazne|waznych|wysoki priorytet|wysokim priorytecie',
  low: 'niski priorytet',
  priority: 'priorytet|priorytecie',
  all: 'wszystkie|wszystko|wszystkich',
  stats: 'statystyki|statystyka|raport|podsumowanie|liczby|raporty|zestawienie|wyniki|jak nam poszlo|jak nam idzie|jak idzie',
  trend: `trend|wiecej zgloszen niz|wiecej niz wczesniej|wiecej zgloszen|rosnie|rosna|spada|spadaja|wzrost|spadek|przybywa|ubywa
    |wiecej niz|mniej niz|coraz wiecej`,
  speed: 'jak szybko|czas odpowiedzi|czas reakcji|szybko',
  sla: 'sla|poziom uslug',
  kept: 'dotrzymujemy|dotrzymane|spelniamy|dotrzymalismy|dotrzymujemy terminow|na czas|w terminie',
  satisfaction: 'zadowoleni|zadowolenie|satysfakcja|oceny|szczesliwi|zadowolonych|zadowolony',
  failed: 'nie wyszly|niewyslane|nie wyslane|nie dotarly|nie zostaly wyslane|nie wyszlo|nie doszly',
  today: 'dzis|dzisiaj|dzisiejszy',
  yesterday: 'wczoraj',
  tomorrow: 'jutro',
  tonight: 'dzis wieczorem|tej nocy|dzis w nocy',
  last: 'ostatni|ostatnie|ostatnich|ostatnim|zeszly|zeszlym|zeszlego|ubiegly|ubieglym',
  next: 'nastepny|nastepnym|przyszly|przyszlym|najblizszych',
  this: 'tym|ten|biezacy|biezacym',
  since: 'od',
  within: 'w ciagu|za',
  ago: 'temu',
  minute: 'minut|minuty',
  hour: 'godzin|godziny|godzine',
  day: 'dzien|dni|dnia',
  week: 'tydzien|tygodniu|tygodnia|tygodnie|tygodni',
  month: 'miesiac|miesiacu|miesiaca|miesiecy',
  year: 'rok|roku',
  monday: 'poniedzialek|poniedzialku',
  tuesday: 'wtorek|wtorku',
  wednesday: 'sroda|srody',
  thursday: 'czwartek|czwartku',
  friday: 'piatek|piatku',
  saturday: 'sobota|soboty',
  sunday: 'niedziela|niedzieli',
  two: 'dwa|dwie|dwoch',
  three: 'trzy|trzech',
  four: 'cztery',
  five: 'piec|pieciu',
  seven: 'siedem',
  ten: 'dziesiec',
  thirty: 'trzydziesci',
  billing: 'faktura|faktury|faktur|platnosci',
  complained: `skarzyl|narzekal|narzekali|zglaszal|pisal|skarzyli|zglaszali|skarzy|skarza|narzeka|narzekaja|zglasza|zglaszaja
    |zglosil|zglosila|zglosili|napisal|napisala|napisali|pisali|pytal|pytala|pytali`,
  untouched: `nieruszane|zapomniane|bez aktywnosci|nic sie nie dzieje|nieruszone|nikt nie ruszal|lezy|leza|zapomniany
    |zapomniane sprawy|bez zmian|od dawna|utknelo|utknely|stoi w miejscu|kurzy sie`,
  snoozed: 'odlozone|uspione',
  write: 'zamknij|usun|przypisz|wyslij|odpowiedz|utworz|zapomnij|zignoruj|zmien|przekaz',
  assign_to: 'przypisz|przekaz',
  to: 'do',
  most: 'najwiecej|najbardziej|najczesciej',
  per: 'na|wedlug|wg|dla kazdego|na kazdego|na klienta',
  weekend: 'weekend|weekendzie|weekendu',
  february: 'lutym|lutego',
};
