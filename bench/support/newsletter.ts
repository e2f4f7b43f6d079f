import { seeded } from '../../domain/seeded.rules.ts';
import { between, pick } from './random.rules.ts';

/** A newsletter with a plain part beside its HTML, or with HTML alone; `bytes` of the whole mail are about 92,000 by default (`mail.md` 1.3). */
export type NewsletterOptions = { index: number; withText: boolean; bytes?: number };

const words =
  'the and your with you for our the and spring offer new season delivery free order today summer weekend garden kitchen travel guide members price selected only until Sunday read more stories team product update release workshop autumn colour collection visit shop'.split(
    ' ',
  );
const cellStyle =
  'font-family: Arial, Helvetica, sans-serif; font-size: 14px; line-height: 20px; color: #333333; padding: 10px 20px 10px 20px; text-align: left;';
const linkStyle = 'color: #0b66c3; text-decoration: none; font-weight: bold;';

/** A mail as mailing programs write them: nested tables, inline styles, tracked links and remote pictures, in quoted-printable. The same options give the same bytes. */
export function newsletter({ index, withText, bytes = 92_000 }: NewsletterOptions): Buffer {
  const random = seeded(77_000 + index);
  const sentence = (count: number): string => Array.from({ length: count }, () => pick(random, words)).join(' ');
  const link = (): string =>
    `https://click.shop-${index}.example/c/${Math.floor(random() * 1e15).toString(36)}?u=${between(random, 1e6, 9e6)}&amp;m=${index}`;
  const rows: string[] = [];
  const text: string[] = [];
  for (let length = 0; length < bytes * (withText ? 0.8 : 0.84); ) {
    const said = `${sentence(between(random, 14, 40))}.`;
    const row = `<tr><td class="cell" align="left" valign="top" width="300" style="${cellStyle}"><a href="${link()}" style="${linkStyle}"><img src="https://cdn.shop-${index}.example/i/${between(random, 1, 999)}.jpg" width="260" height="140" alt="${sentence(2)}" border="0" style="display: block;"></a></td><td class="cell" align="left" valign="top" width="300" style="${cellStyle}"><h3 style="margin: 0 0 6px 0;">${sentence(4)}</h3><p style="margin: 0;">${said}</p><a href="${link()}" style="${linkStyle}">Read more &raquo;</a></td></tr>`;
    rows.push(row);
    text.push(said, '');
    length += row.length * 1.08;
  }
  const html = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>News ${index}</title><style>.cell{padding:0}@media(max-width:600px){.cell{width:100%}}</style></head><body bgcolor="#f4f4f4"><table width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center"><table width="600" cellpadding="0" cellspacing="0" border="0">${rows.join('\r\n')}</table></td></tr></table><img src="https://click.shop-${index}.example/open.gif" width="1" height="1"></body></html>`;
  const head = [
    `From: Shop ${index} <news@shop-${index}.example>`,
    'To: support@company.example',
    `Subject: ${sentence(6)}`,
    'Date: Sat, 21 Nov 2026 09:12:44 +0000',
    `Message-ID: <${index}.news@shop-${index}.example>`,
    'List-Unsubscribe: <https://click.example/u>',
    'MIME-Version: 1.0',
  ];
  const htmlPart = `Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(html)}`;
  if (!withText) return Buffer.from(`${head.join('\r\n')}\r\n${htmlPart}\r\n`);
  const textPart = `Content-Type: text/plain; charset=utf-8\r\n\r\n${text.join('\r\n')}`;
  return Buffer.from(
    `${head.join('\r\n')}\r\nContent-Type: multipart/alternative; boundary="news"\r\n\r\n--news\r\n${textPart}\r\n--news\r\n${htmlPart}\r\n--news--\r\n`,
  );
}

function quotedPrintable(text: string): string {
  const escaped = text.replace(/=/g, '=3D');
  return escaped.replace(/[^\r\n]{1,72}(?<!=)(?<!=3)(?=[^\r\n])/g, '$&=\r\n');
}
