import type { Brand } from '../../domain/tenancy/brand.types.ts';
import { inkOn, plainAccent, readableOn } from '../../domain/tenancy/brand-colour.rules.ts';
import { escapeHtml } from './links.rules.ts';

/** The colours of a mail. Each pair is readable in itself: programs that change the ground change the ink as well, or leave both. */
export type Colours = { accent: string; onAccent: string; link: string; darkLink: string };

/** The content id the logo goes along under. */
export const logoContentId = 'logo@deskhand';

const sides = { light: '#ffffff', dark: '#1e2126' };
// Languages that run from right to left (CLDR, layout/orientation).
const rightToLeft = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'iw', 'ks', 'ku', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi']);

/** Whether a language is written from right to left. */
export function runsRightToLeft(language: string): boolean {
  return rightToLeft.has(language.split('-')[0]?.toLowerCase() ?? '');
}

/** The colours that follow from the tenant's accent. */
export function coloursOf(brand: Pick<Brand, 'accent'>): Colours {
  const accent = brand.accent ?? plainAccent;
  return { accent, onAccent: inkOn(accent), link: readableOn(accent, sides.light), darkLink: readableOn(accent, sides.dark) };
}

/**
 * A whole HTML page round the body of a mail. Tables and inline styles carry the layout (Outlook draws with Word's engine and Gmail drops what it does not know); the
 * style element only adds narrow screens and dark mode. Nothing is loaded from anywhere.
 */
export function mailPage(body: string, about: { language: string | null; brand: Brand; head: boolean }): string {
  const language = about.language ?? about.brand.language;
  const direction = runsRightToLeft(language) ? 'rtl' : 'ltr';
  const colours = coloursOf(about.brand);
  const cell = (html: string, padding: string): string =>
    `<tr><td dir="${direction}" align="${direction === 'rtl' ? 'right' : 'left'}" class="dh-text" style="padding:${padding};${font}">${html}</td></tr>`;
  return [
    '<!DOCTYPE html>',
    `<html lang="${escapeHtml(language)}" dir="${direction}"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">',
    `<meta name="supported-color-schemes" content="light dark"><style>${styleSheet(colours)}</style></head>`,
    `<body class="dh-ground" style="margin:0;padding:0;background-color:${sides.light};">`,
    `<table role="presentation" dir="${direction}" width="100%" cellpadding="0" cellspacing="0" border="0" class="dh-ground" style="background-color:${sides.light};"><tr><td>`,
    '<!--[if mso]><table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->',
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:640px;">',
    ...(about.head ? [cell(header(about.brand), `16px 20px 14px 20px;border-bottom:3px solid ${colours.accent}`)] : []),
    cell(body, '18px 20px 6px 20px'),
    '</table><!--[if mso]></td></tr></table><![endif]--></td></tr></table></body></html>',
  ].join('\n');
}

const font =
  "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:15px;line-height:1.5;color:#1c2128;word-wrap:break-word;overflow-wrap:anywhere;";

/** Logo, else name, of the company. */
function header(brand: Brand): string {
  return logoImage(brand) ?? `<span style="font-size:17px;font-weight:bold;">${escapeHtml(brand.company)}</span>`;
}

/** The logo as an image that goes along with the mail, or null. White round it keeps dark lettering readable on dark ground. */
export function logoImage({ logo, company }: Brand): string | null {
  if (logo === undefined) return null;
  const scale = Math.min(1, 48 / logo.height, 240 / logo.width);
  const [width, height] = [Math.max(1, Math.round(logo.width * scale)), Math.max(1, Math.round(logo.height * scale))];
  return `<img src="cid:${logoContentId}" width="${width}" height="${height}" alt="${escapeHtml(company)}" class="dh-logo" style="display:block;border:0;width:${width}px;height:${height}px;">`;
}

/** The company's lines at the foot: logo where the head has none, name, and what the tenant wants to stand there. */
export function footer(brand: Brand, withLogo: boolean): string {
  const logo = withLogo ? logoImage(brand) : null;
  const lines = (brand.footer ?? '').split('\n').filter((line) => line.trim() !== '');
  if (logo === null && lines.length === 0) return '';
  return [
    '<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 14px 0;">',
    ...(logo === null ? [] : [`<tr><td style="padding:0 0 8px 0;">${logo}</td></tr>`]),
    ...(lines.length === 0
      ? []
      : [`<tr><td class="dh-muted" style="font-size:12px;line-height:1.5;color:#5b6470;">${lines.map(escapeHtml).join('<br>')}</td></tr>`]),
    '</table>',
  ].join('');
}

/** The rules that a program may ignore: dark mode (also Outlook's own attribute) and small screens. */
function styleSheet({ darkLink }: Colours): string {
  const dark = [
    ['.dh-ground', `background-color:${sides.dark} !important`],
    ['.dh-text', 'color:#e6e8eb !important'],
    ['.dh-muted', 'color:#a4acb8 !important'],
    ['.dh-quote', 'color:#b7bec9 !important;border-color:#4a515c !important'],
    ['.dh-link', `color:${darkLink} !important`],
    ['.dh-line', 'border-color:#3a4048 !important'],
    ['.dh-logo', 'background-color:#ffffff !important;padding:6px !important'],
  ];
  const rules = dark.map(([name, rule]) => `${name}{${rule}}`).join('');
  const outlook = dark.map(([name, rule]) => `[data-ogsc] ${name}{${rule}}`).join('');
  return `:root{color-scheme:light dark;supported-color-schemes:light dark}@media (prefers-color-scheme:dark){${rules}}${outlook}@media (max-width:480px){.dh-value{display:block !important;width:auto !important}.dh-name{display:block !important;width:auto !important}}`;
}
