import type { ReplyLanguage } from './reply-languages.ts';

/** What one made-up reply consists of. */
export type ReplyParts = {
  language: ReplyLanguage;
  name: string;
  address: string;
  /** paragraphs */
  written: readonly string[];
  quoted: readonly string[];
  /** '' for none */
  signature: string;
};

/** How one mail program writes a reply, as text or as HTML. `isMarked`: its HTML marks the quote with elements of its own. */
export type ReplyClient = { name: string; kind: 'text' | 'html'; write(parts: ReplyParts): string };

const filled = (form: string, { name, address }: ReplyParts): string => form.replaceAll('{n}', name).replaceAll('{a}', address);
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const marked = (lines: readonly string[]): string => lines.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
const above = (parts: ReplyParts): string => [...parts.written, ...(parts.signature === '' ? [] : [parts.signature])].join('\n\n');

/** Breaks a line before 72 letters, as programs do that send format=fixed. */
function folded(line: string, width = 72): string {
  const rows: string[] = [];
  let row = '';
  for (const word of line.split(' ')) {
    if (row !== '' && row.length + word.length + 1 > width) {
      rows.push(row);
      row = word;
    } else row = row === '' ? word : `${row} ${word}`;
  }
  return [...rows, row].join('\n');
}

const headers = (parts: ReplyParts, bold: (label: string) => string = (label) => `${label}:`): string[] => {
  const [from, sent, to, subject] = parts.language.labels;
  return [
    `${bold(from)} ${parts.name} <${parts.address}>`,
    `${bold(sent)} 05.11.2024 10:12`,
    `${bold(to)} Ann Lee <ann@customer.example>`,
    `${bold(subject)} Printer`,
  ];
};
const htmlHeaders = (parts: ReplyParts): string => {
  const [from, sent, to, subject] = parts.language.labels.map((label) => `<b>${escaped(label)}:</b>`);
  return `${from} ${escaped(`${parts.name} <${parts.address}>`)}<br>${sent} 05.11.2024 10:12<br>${to} Ann Lee &lt;ann@customer.example&gt;<br>${subject} Printer`;
};
const divs = (paragraphs: readonly string[]): string =>
  paragraphs.map((one) => `<div>${escaped(one).replaceAll('\n', '<br>')}</div>`).join('<div><br></div>');
const typed = (parts: ReplyParts): string => divs([...parts.written, ...(parts.signature === '' ? [] : [parts.signature])]);
const history = (parts: ReplyParts): string => divs(parts.quoted);

const text = (name: string, write: (parts: ReplyParts) => string): ReplyClient => ({ name, kind: 'text', write });
const html = (name: string, write: (parts: ReplyParts) => string): ReplyClient => ({ name, kind: 'html', write });

/** Programs that write the attribution in the user's language. */
export const localClients: readonly ReplyClient[] = [
  text('Gmail', (p) => `${above(p)}\n\n${folded(filled(p.language.gmail, p))}\n\n${marked(p.quoted)}\n`),
  text('Gmail without marks', (p) => `${above(p)}\n\n${filled(p.language.gmail, p)}\n\n${p.quoted.join('\n')}\n`),
  text('Apple Mail', (p) => `${above(p)}\n\n> ${filled(p.language.apple, p)}\n> \n${marked(p.quoted)}\n`),
  text('iPhone', (p) => `${above(p)}\n\n${p.language.phone}\n\n> ${filled(p.language.apple, p)}\n> \n${marked(p.quoted)}\n`),
  text('Apple Mail without marks', (p) => `${above(p)}\n\n${filled(p.language.apple, p)}\n\n${p.quoted.join('\n')}`),
  text('Thunderbird', (p) => `${above(p)}\n\n${filled(p.language.thunderbird, p)}\n${marked(p.quoted)}\n`),
  text('Thunderbird, answered below', (p) => `${filled(p.language.thunderbird, p)}\n${marked(p.quoted)}\n\n${above(p)}\n`),
  text('Outlook', (p) => `${above(p)}\n\n${headers(p).join('\n')}\n\n${p.quoted.join('\n\n')}`),
  text(
    'Outlook with a line',
    (p) => `${above(p)}\n\n________________________________\n${headers(p).join('\n')}\n\n${p.quoted.join('\n\n')}`,
  ),
  text('Outlook, plain', (p) => `${above(p)}\n\n-----${p.language.original}-----\n${headers(p).join('\n')}\n\n${p.quoted.join('\n\n')}`),
  text('Outlook in bold', (p) => `${above(p)}\n\n${headers(p, (label) => `*${label}:*`).join('\n')}\n\n${p.quoted.join('\n\n')}`),
  text('Samsung', (p) => `${above(p)}\n\n-------- ${p.language.original} --------\n${headers(p).join('\n')}\n\n${p.quoted.join('\n')}`),
  html(
    'Gmail',
    (p) =>
      `<div dir="ltr">${typed(p)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${escaped(filled(p.language.gmail, p))}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><div dir="ltr">${history(p)}</div></blockquote></div>`,
  ),
  html(
    'Gmail of old',
    (p) =>
      `<div dir="ltr">${typed(p)}</div><div class="gmail_extra"><br><div class="gmail_quote">${escaped(filled(p.language.gmail, p))}<br><blockquote class="gmail_quote" style="margin:0 0 0 .8ex">${history(p)}</blockquote></div><br></div>`,
  ),
  html(
    'Apple Mail',
    (p) =>
      `<html><body>${typed(p)}<div><br><blockquote type="cite"><div>${escaped(filled(p.language.apple, p))}</div><br class="Apple-interchange-newline"><div>${history(p)}</div></blockquote></div></body></html>`,
  ),
  html(
    'iPhone',
    (p) =>
      `<html><body dir="auto">${typed(p)}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">${escaped(p.language.phone)}</div><div dir="ltr"><br><blockquote type="cite">${escaped(filled(p.language.apple, p))}<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">${history(p)}</div></blockquote></body></html>`,
  ),
  html(
    'Thunderbird',
    (p) =>
      `<html><body>${typed(p)}<br><div class="moz-cite-prefix">${escaped(filled(p.language.thunderbird, p))}<br></div><blockquote type="cite" cite="mid:1@x">${history(p)}</blockquote></body></html>`,
  ),
  html(
    'Outlook',
    (p) =>
      `<html><body><div class="WordSection1">${[...p.written, ...(p.signature === '' ? [] : [p.signature])].map((one) => `<p class="MsoNormal">${escaped(one).replaceAll('\n', '<br>')}<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>`).join('')}<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">${htmlHeaders(p)}<o:p></o:p></p></div></div><p class="MsoNormal">${p.quoted.map(escaped).join('</p><p class="MsoNormal">')}</p></div></body></html>`,
  ),
  html(
    'Outlook on the web',
    (p) =>
      `<html><body><div class="elementToProof">${typed(p)}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri">${htmlHeaders(p)}</font><div>&nbsp;</div></div><div>${history(p)}</div></body></html>`,
  ),
  html(
    'Outlook for phones',
    (p) =>
      `<html><body><div>${typed(p)}</div><div id="ms-outlook-mobile-signature"><div><br></div>${escaped(p.language.phone)}</div><div id="mail-editor-reference-message-container"><hr><div id="divRplyFwdMsg">${htmlHeaders(p)}</div>${history(p)}</div></body></html>`,
  ),
  html(
    'Yahoo',
    (p) =>
      `<html><body><div class="yahoo-style-wrap">${typed(p)}<div><br></div></div><div id="yahoo_quoted_123" class="yahoo_quoted"><div><div>${escaped(filled(p.language.gmail, p))}</div><div><br></div><div>${history(p)}</div></div></div></body></html>`,
  ),
  html(
    'GMX',
    (p) =>
      `<html><body><div>${typed(p)}<div name="quote" style="margin:10px 5px 5px 10px;border-left:2px solid #C3D9E5;"><div style="margin:0 0 10px 0;">${htmlHeaders(p)}</div><div name="quoted-content">${history(p)}</div></div></div></body></html>`,
  ),
  html(
    'Roundcube',
    (p) =>
      `<html><body>${typed(p)}<p id="reply-intro">${escaped(filled(p.language.thunderbird, p))}</p><blockquote type="cite" style="padding: 0 0.4em">${history(p)}</blockquote></body></html>`,
  ),
  html(
    'any program with a quotation',
    (p) =>
      `<html><body>${typed(p)}<p>${escaped(filled(p.language.gmail, p))}</p><blockquote style="border-left:1px solid">${history(p)}</blockquote></body></html>`,
  ),
];

/** Programs that write the same attribution everywhere. */
export const fixedClients: readonly ReplyClient[] = [
  text('Mutt', (p) => `${above(p)}\n\nOn Tue, Nov 05, 2024 at 10:12:00AM +0100, ${p.name} wrote:\n${marked(p.quoted)}\n`),
  text('Evolution', (p) => `${above(p)}\n\nOn Tue, 2024-11-05 at 10:12 +0100, ${p.name} wrote:\n${marked(p.quoted)}\n`),
  text('KMail', (p) => `${above(p)}\n\nOn Tuesday, 5 November 2024 10:12:00 CET ${p.name} wrote:\n${marked(p.quoted)}\n`),
  text('Gnus', (p) => `${above(p)}\n\n${p.name} <${p.address}> writes:\n\n${marked(p.quoted)}\n`),
  text('Spark', (p) => `${above(p)}\n\nOn 5 Nov 2024, 10:12 +0100, ${p.name} <${p.address}>, wrote:\n${marked(p.quoted)}\n`),
  text('Airmail', (p) => `${above(p)}\n\nOn November 5, 2024 at 10:12:00 AM, ${p.name} (${p.address}) wrote:\n\n${p.quoted.join('\n')}`),
  text(
    'Outlook for Mac',
    (p) => `${above(p)}\n\nOn 11/5/24, 10:12 AM, "${p.name}" <${p.address}> wrote:\n\n    ${p.quoted.join('\n    ')}`,
  ),
  text(
    'Proton',
    (p) => `${above(p)}\n\nOn Tuesday, November 5th, 2024 at 10:12 AM, ${p.name} <${p.address}> wrote:\n\n${marked(p.quoted)}\n`,
  ),
  text('Tuta', (p) => `${above(p)}\n\nNov 5, 2024, 10:12 by ${p.address}:\n\n${marked(p.quoted)}\n`),
  text('Zimbra', (p) => `${above(p)}\n\n----- On Nov 5, 2024, at 10:12 AM, ${p.name} ${p.address} wrote:\n\n${marked(p.quoted)}\n`),
  text(
    'Zoho',
    (p) => `${above(p)}\n\n---- On Tue, 05 Nov 2024 10:12:00 +0100 ${p.name} <${p.address}> wrote ---\n\n${p.quoted.join('\n')}`,
  ),
  text('Yandex', (p) => `${above(p)}\n\n05.11.2024, 10:12, "${p.name}" <${p.address}>:\n\n${marked(p.quoted)}\n`),
  text('Mail.ru', (p) => `${above(p)}\n\nВторник, 5 ноября 2024, 10:12 +03:00 от ${p.name} <${p.address}>:\n\n${marked(p.quoted)}\n`),
  text(
    'Lotus Notes',
    (p) =>
      `${above(p)}\n\n-----${p.name} <${p.address}> wrote: -----\nTo: ann@customer.example\nFrom: ${p.name} <${p.address}>\nDate: 11/05/2024 10:12AM\nSubject: Printer\n\n${p.quoted.join('\n')}`,
  ),
  text(
    'AOL',
    (p) =>
      `${above(p)}\n\n-----Original Message-----\nFrom: ${p.name} <${p.address}>\nTo: ann <ann@customer.example>\nSent: Tue, Nov 5, 2024 10:12 am\nSubject: Printer\n\n${p.quoted.join('\n')}`,
  ),
  text('Horde', (p) => `${above(p)}\n\nQuoting ${p.name} <${p.address}>:\n\n${marked(p.quoted)}\n`),
  html(
    'Proton',
    (p) =>
      `${typed(p)}<div class="protonmail_signature_block"><div class="protonmail_signature_block-proton">Sent with <a href="https://proton.me/">Proton Mail</a> secure email.</div></div><div class="protonmail_quote">On Tuesday, November 5th, 2024 at 10:12 AM, ${escaped(`${p.name} <${p.address}>`)} wrote:<br><br><blockquote class="protonmail_quote" type="cite">${history(p)}</blockquote></div>`,
  ),
  html(
    'Zimbra',
    (p) =>
      `<html><body><div>${typed(p)}</div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>From: </b>${escaped(p.name)}<br><b>To: </b>Ann<br><b>Sent: </b>Tuesday, November 5, 2024 10:12:00 AM<br></div><div data-marker="__QUOTED_TEXT__">${history(p)}</div></body></html>`,
  ),
  html(
    'Zoho',
    (p) =>
      `<html><body><div>${typed(p)}</div><div class="zmail_extra"><div>---- On Tue, 05 Nov 2024 10:12:00 +0100 <b>${escaped(p.name)} &lt;${p.address}&gt;</b> wrote ---</div><br><blockquote style="border-left:1px solid">${history(p)}</blockquote></div></body></html>`,
  ),
  html(
    'Spark',
    (p) =>
      `<html><body><div name="messageBodySection">${typed(p)}</div><div name="messageReplySection">On 5 Nov 2024, 10:12 +0100, ${escaped(`${p.name} <${p.address}>`)}, wrote:<br><blockquote type="cite">${history(p)}</blockquote></div></body></html>`,
  ),
  html(
    'Yandex',
    (p) =>
      `<div>${typed(p)}</div><div>&nbsp;</div><div>05.11.2024, 10:12, "${escaped(p.name)}" &lt;${p.address}&gt;:</div><blockquote>${history(p)}</blockquote>`,
  ),
  html(
    'Windows Mail',
    (p) =>
      `<html><body><div>${typed(p)}</div><div data-signatureblock="true"><div><br></div></div><div style="padding-top: 5px; border-top-color: rgb(229, 229, 229); border-top-width: 1px; border-top-style: solid;"><div>${htmlHeaders(p)}</div></div><div><br></div>${history(p)}</body></html>`,
  ),
];
