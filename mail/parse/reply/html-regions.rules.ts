import type { LineMark } from './reply.types.ts';

/** What an element means for the lines inside it; `intro` is the part of a quote's container that stands above the quotation itself. */
export type RegionKind = Exclude<LineMark, 'rule' | 'weak'> | 'intro' | 'quote';

type Where = 'id' | 'class' | 'name' | 'data-marker';
type Row = { where: Where; is?: string; begins?: string; kind: RegionKind };

/** How mail programs mark quotes and signatures in the HTML they write. An id or class stands alone or as the beginning of one. */
const regionTable: readonly Row[] = [
  // Gmail
  { where: 'class', is: 'gmail_attr', kind: 'attribution' },
  { where: 'class', is: 'gmail_quote', kind: 'intro' },
  { where: 'class', is: 'gmail_quote_container', kind: 'intro' },
  { where: 'class', is: 'gmail_signature', kind: 'signature' },
  { where: 'class', is: 'gmail_signature_prefix', kind: 'signature' },
  // Outlook, Outlook on the web and for phones, Hotmail, Entourage
  { where: 'id', is: 'divRplyFwdMsg', kind: 'history' },
  { where: 'id', is: 'appendonsend', kind: 'history' },
  { where: 'id', is: 'OLK_SRC_BODY_SECTION', kind: 'history' },
  { where: 'id', is: 'mail-editor-reference-message-container', kind: 'history' },
  { where: 'id', is: 'stopSpelling', kind: 'history' },
  { where: 'id', is: 'mailQuotedContents', kind: 'history' },
  { where: 'id', is: 'Signature', kind: 'signature' },
  { where: 'id', is: 'ms-outlook-mobile-signature', kind: 'signature' },
  { where: 'id', is: 'MS-Outlook-Mobile-Signature', kind: 'signature' },
  // Apple Mail
  { where: 'id', is: 'AppleMailSignature', kind: 'signature' },
  { where: 'id', is: 'lineBreakAtBeginningOfSignature', kind: 'signature' },
  // Thunderbird, Roundcube, Evolution
  { where: 'class', is: 'moz-cite-prefix', kind: 'attribution' },
  { where: 'class', is: 'moz-signature', kind: 'signature' },
  { where: 'class', is: 'moz-forward-container', kind: 'forward' },
  { where: 'id', is: 'reply-intro', kind: 'attribution' },
  { where: 'id', is: '_rc_sig', kind: 'signature' },
  { where: 'class', is: '-x-evo-attribution', kind: 'attribution' },
  { where: 'class', is: '-x-evo-signature', kind: 'signature' },
  { where: 'class', is: 'camel-part-signature', kind: 'signature' },
  // Yahoo, AOL
  { where: 'class', is: 'yahoo_quoted', kind: 'history' },
  { where: 'id', begins: 'yahoo_quoted', kind: 'history' },
  { where: 'id', is: 'ymail_android_signature', kind: 'signature' },
  { where: 'class', is: 'yahoo-signature', kind: 'signature' },
  { where: 'class', is: 'aolReplacedBody', kind: 'history' },
  // Proton, Tuta, Fastmail
  { where: 'class', is: 'protonmail_quote', kind: 'intro' },
  { where: 'class', is: 'protonmail_signature_block', kind: 'signature' },
  { where: 'class', is: 'tutanota_quote', kind: 'quote' },
  // Zimbra, Zoho, Open-Xchange
  { where: 'id', is: 'zwchr', kind: 'history' },
  { where: 'data-marker', is: '__DIVIDER__', kind: 'history' },
  { where: 'data-marker', is: '__QUOTED_TEXT__', kind: 'quote' },
  { where: 'data-marker', is: '__HEADERS__', kind: 'attribution' },
  { where: 'data-marker', begins: '__SIG_', kind: 'signature' },
  { where: 'class', is: 'zmail_extra', kind: 'intro' },
  { where: 'id', is: 'Zm-_Id_-Sgn', kind: 'signature' },
  { where: 'class', is: 'io-ox-signature', kind: 'signature' },
  // GMX and WEB.DE, Mail.ru, Yandex
  { where: 'name', is: 'quote', kind: 'quote' },
  { where: 'name', is: 'quoted-content', kind: 'quote' },
  { where: 'id', is: 'mail-app-auto-quote', kind: 'quote' },
  { where: 'class', is: 'mail-quote-collapse', kind: 'quote' },
  // Spark, Airmail, Front, Missive, HubSpot, Samsung, BlueMail, Windows Mail, Polymail and their like
  { where: 'name', is: 'messageReplySection', kind: 'intro' },
  { where: 'name', is: 'messageSignatureSection', kind: 'signature' },
  { where: 'class', is: 'clean_bq', kind: 'quote' },
  { where: 'class', is: 'bloop_sign', kind: 'signature' },
  { where: 'id', begins: 'bloop_sign', kind: 'signature' },
  { where: 'class', is: 'front-blockquote', kind: 'quote' },
  { where: 'class', is: 'front-signature', kind: 'signature' },
  { where: 'class', is: 'missive_quote', kind: 'intro' },
  { where: 'class', is: 'hs_reply', kind: 'history' },
  { where: 'id', is: 'composer_signature', kind: 'signature' },
  { where: 'class', is: 'blue_mail_quote', kind: 'intro' },
  { where: 'class', is: 'bluemail_quote', kind: 'intro' },
  { where: 'class', is: 'replyHeader', kind: 'attribution' },
  { where: 'class', is: 'reply-header', kind: 'attribution' },
];

const exact = new Map(regionTable.filter((row) => row.is !== undefined).map((row) => [`${row.where}=${row.is}`, row.kind]));
const beginnings = regionTable.filter((row) => row.begins !== undefined);

/** What an element's attributes say of its inside; null when nothing. */
export function regionOf(attributes: ReadonlyMap<string, string>): RegionKind | null {
  if (attributes.get('data-signatureblock') === 'true' || attributes.has('data-smartmail') || attributes.has('data-signature-widget'))
    return 'signature';
  for (const where of ['id', 'class', 'name', 'data-marker'] as const) {
    const value = attributes.get(where);
    if (value === undefined) continue;
    for (const word of value.slice(0, 300).split(/\s+/)) {
      const kind =
        exact.get(`${where}=${word}`) ?? beginnings.find((row) => row.where === where && word.startsWith(row.begins ?? ' '))?.kind;
      if (kind !== undefined) return kind;
    }
  }
  return null;
}

const topLine = /border-top\s*:\s*(?!none|0(?:px|pt)?\s*(?:;|$))[^;]{0,60}(?:solid|inset)|border-top-style\s*:\s*(?:solid|inset)/i;

/** True for a block with a line above it, as Outlook draws it over the headers of the answered mail. */
export function hasLineAbove(attributes: ReadonlyMap<string, string>): boolean {
  return topLine.test((attributes.get('style') ?? '').slice(0, 600));
}
