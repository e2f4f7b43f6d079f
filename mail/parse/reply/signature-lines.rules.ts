import { holds, type Phrase, pairsOf, phraseOf } from '../letter-pairs.rules.ts';
import { bareLine, isBlank } from './bare-line.rules.ts';
import { firstWordOf, type Lexicon } from './lexicon.rules.ts';

const longestMobileLine = 160;
const device =
  /\b(?:iphone|ipad|ipod|ios|android|samsung|galaxy|huawei|honor|xiaomi|redmi|mi phone|oneplus|oppo|vivo|realme|pixel|nexus|motorola|moto|xperia|sony|nokia|lumia|htc|lg|zte|wiko|alcatel|blackberry|windows phone|windows 10|windows|outlook|yahoo|aol|gmail|google mail|proton ?mail|proton|tutanota|tuta|mail\.ru|yandex|rambler|gmx|web\.de|zoho|icloud|mailbox|typeapp|bluemail|blue mail|spark|airmail|edison|newton|k-9|k-9 mail|fairemail|aquamail|aqua mail|nine|myMail|mymail|superhuman|mailspring|em client|thunderbird|telia|orange|vodafone|t-mobile|verizon|at&t|smartphone|handy|mobile|mobiltelefon|telefon|téléphone|teléfono|móvil|celular|telemóvel|cellulare|telefoon|mobiel|telefonu|komórki|tablet|phone|device|fastmail|hey|mobil|puhelim\p{L}*|телефон\p{L}*|смартфон\p{L}*|мобильн\p{L}*|айфон\p{L}*)/u;
const unspacedDevice = /iphone|ipad|android|galaxy|outlook|yahoo|xperia|手机|手機|スマートフォン|携帯|휴대폰/u;

/** True for the one line that a mobile program adds (“Sent from my iPhone”). With text below it (`alone`) it must also be free of sentences. */
export function isMobileLine(text: string, words: Lexicon, place: 'last' | 'alone'): boolean {
  if (text.length > longestMobileLine * 2) return false;
  const bare = bareLine(text)
    .replace(/[<[(]?https?:\/\/\S{1,200}/g, '')
    .replace(/^[-–—*_~>\s"'«“(]{1,10}/, '')
    .trim();
  if (bare === '' || bare.length > longestMobileLine) return false;
  const begins = words.sentFromStarts.has(bare.slice(0, 2)) && words.sentFrom.some((phrase) => bare.startsWith(phrase));
  const end = bare.replace(/[.!)"'»”\s]{1,4}$/, '');
  const ends = words.fromDeviceEnds.has(end.slice(-2)) && words.fromDevice.some((phrase) => end.endsWith(phrase));
  if (!begins && !ends) return false;
  // “Sent from my desk, which is easier than my phone” is a sentence: the device stands before the first comma.
  const clause = bare.split(/[,;:]\s|\.\s/, 1)[0] ?? '';
  const namesDevice = device.test(clause) || unspacedDevice.test(clause);
  if (place === 'alone') return (namesDevice || /^sent from my /.test(bare)) && bare.length < 90 && !/[,;?]|\.\s/.test(bare);
  if (ends && !begins) return namesDevice && bare.length < 90;
  return namesDevice || (bare.length < 60 && !/[,;?:]|\.\s/.test(bare) && bare.split(' ').length <= 8);
}

/** Notices that virus scanners, providers and friends of the forest add. */
const notices = phrases(
  `virus-free.|virenfrei.|libre de virus|sans virus|checked for viruses|scanned by|auf viren geprüft|on virustarkistanut|avast|norton|mcafee|mimecast|before printing|avant d'imprimer|bevor sie diese|antes de imprimir|prima di stampare|think of the environment|consider the environment|voordat u dit|unsubscribe|mailing list|listinfo|you received this message because|to unsubscribe|view it on github|reply to this email directly`,
);

const mail = phrases(
  'e-mail|email|message|courriel|nachricht|messaggio|mensaje|mensagem|correo|missatge|bericht|besked|meddel|melding|viesti|kiri|laišk|ziņ|wiadomo|zpráv|správ|üzenet|levél|mesaj|сообщени|письм|повідомлен|лист|съобщени|poruk|sporoč|μήνυμα|ileti|posta|邮件|郵件|メール|메일|הודע|דוא|رسال|البريد|پیام|thư|pesan|ข้อความ|อีเมล',
);

function phrases(list: string): Phrase[] {
  return list.split('|').map(phraseOf);
}

/** True for a paragraph such as “This e-mail is confidential and intended only for the addressee …”. */
export function isLegalNotice(paragraph: string, words: Lexicon): boolean {
  const bare = bareLine(paragraph);
  const pairs = pairsOf(bare);
  const says = (phrase: Phrase): boolean => holds(bare, pairs, phrase);
  if (notices.some(says)) return true;
  // Notices speak of the mail they stand in, and ask nothing.
  if (bare.length < 80 || /[?？]/.test(bare) || !mail.some(says)) return false;
  const isHeaded = /^[*_(\s]{0,5}(?:disclaimer|confidential|important|vertraulich|hinweis|avis|aviso|avviso|haftung)/.test(bare);
  return words.legal.some((stems) => stems.filter(says).length >= (isHeaded ? 2 : 3));
}

const contact =
  /@[\p{L}\d-]{1,60}\.[\p{L}]{2,}|https?:\/\/|\bwww\.|\b[\p{L}\d-]{2,40}\.(?:com|org|net|de|fr|io|eu|co\.uk|nl|it|es|pl)\b|(?:\+|\(0|\b0)[\d\s()/.-]{6,}\d|\(\d{2,4}\)\s?\d{3}|\b\d{3}[-.\s]\d{3}[-.\s]\d{4}\b|\b(?:tel|phone|fon|mobile|mobil|cell|fax|skype|tél|telefon|telefono|teléfono|gsm|тел)\s?[.:]\s?[+(\d@\p{L}]|\b[mtfpe]\s?[.:]\s?[+(\d]{1,2}\d/iu;

/** True for a line with a telephone number, an address or a site. */
export function isContactLine(text: string): boolean {
  return text.length < 200 && contact.test(text);
}

/** True for a line in which somebody still says something: a question, a whole sentence, or a postscript. */
export function isSentence(text: string): boolean {
  const line = text.trim();
  if (/[?？]$/.test(line) || /^p\.?\s?s\b/i.test(line)) return true;
  if (/[。！]$/.test(line)) return true;
  return line.split(/\s+/).length >= 5 && /[.!]["')]?$/.test(line) && !isContactLine(line);
}

/** True for a line that may be somebody's name: few words, no digits, no end of a sentence. */
export function isNameLike(text: string): boolean {
  const name = text
    .trim()
    .replace(/^[-–—*_]{1,3}\s?/, '')
    .replace(/[*_,]{1,3}$/, '');
  if (name === '' || name.length > 45 || /[\d?!:;@/\\<>=]/.test(name)) return false;
  const parts = name.split(/\s+/);
  if (parts.length > 5 || !/\p{L}/u.test(name)) return false;
  return !/[.。]$/.test(name) || parts.length <= 2;
}

/** True when a name-like line also begins its words in capitals, or is of a script without any. */
export function isCapitalised(text: string): boolean {
  const words = text
    .trim()
    .split(/[\s.-]+/)
    .filter((word) => /\p{L}/u.test(word));
  return (
    words.length > 0 &&
    words.every((word) => !/^\p{Ll}/u.test(word) || /^(?:von|van|de|der|den|da|di|du|del|la|le|dos|af|bin|al)$/.test(word))
  );
}

const signsAtEnd = /[\s,.!;:*_~^)(\-–—،。！，、\p{Extended_Pictographic}]{1,12}$/u;

/** A greeting that ends a mail: `closing` (“Kind regards”), `thanks` (“Thanks”), or neither. */
export function closingOf(text: string, words: Lexicon): 'closing' | 'thanks' | null {
  if (text.length > 90) return null;
  const begun = bareLine(text)
    .replace(/\ufe0f/g, '')
    .replace(/^[-–—*_\s]{1,6}/, '');
  const start = firstWordOf(begun).replace(signsAtEnd, '');
  if (start !== '' && !words.closingStarts.has(start)) return null;
  const bare = begun.replace(signsAtEnd, '');
  if (words.closings.has(bare)) return 'closing';
  if (words.thanks.has(bare)) return 'thanks';
  const first = firstWordOf(bare);
  if (first !== '' && !words.closingStarts.has(first)) return null;
  const parts = bare.split(/\s?(?:,|&|\+|\/|\.|!|\s(?:and|und|et|y|e|en|i|a|og|och|ja|és|și|и|та|i)\s)\s?/u).filter((part) => part !== '');
  if (parts.length < 2 || parts.length > 3) return null;
  const kinds = parts.map((part) => (words.closings.has(part) ? 'closing' : words.thanks.has(part) ? 'thanks' : null));
  if (kinds.includes(null)) return null;
  return kinds.includes('closing') ? 'closing' : 'thanks';
}

/** How sure a line that divides text from signature is: RFC 3676's own `-- `, two hyphens, or some drawn line; null for none. */
export function delimiterOf(text: string): 'standard' | 'hyphens' | 'drawn' | null {
  if (text.length > 120 || /^\s{0,10}[\p{L}\p{N}]/u.test(text) || isBlank(text)) return null;
  if (/^-- ?\s?$/.test(text)) return text === '-- ' ? 'standard' : 'hyphens';
  if (/^\s{0,3}(?:-{2,3}|[–—]{1,3}|_{2,3}|[*]{3}|[~]{2,3})\s{0,3}$/.test(text)) return 'hyphens';
  return /^\s{0,10}[-_=*~#─━—–+.]{4,100}\s{0,5}$/.test(text) ? 'drawn' : null;
}
