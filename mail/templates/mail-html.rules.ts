import type { LookBlock, MailLook } from '../../domain/deliveries/mail-look.types.ts';
import type { Brand } from '../../domain/tenancy/brand.types.ts';
import { escapeHtml } from './links.rules.ts';
import { type Colours, coloursOf, footer, mailPage, runsRightToLeft } from './mail-frame.rules.ts';
import { directionOf, openQuote, type Writing, writtenText } from './written-text.rules.ts';

/**
 * The HTML part of an outward mail: what its text part says, in the look of the tenant. The same text, look and brand give the same bytes. What people wrote is only
 * ever text. A person's letter looks like one: no head, the company's lines below; our own notices have the company's head.
 */
export function mailHtml({ text, look }: { text: string; look?: MailLook }, brand: Brand): string {
  const colours = coloursOf(brand);
  if (look?.kind === 'letter') return letter(text, look, brand, colours);
  const blocks = look?.blocks ?? [{ kind: 'text', text }];
  const writing = { links: false, linkStyle: '', isRightToLeft: runsRightToLeft(look?.language ?? brand.language) };
  const body = [...blocks.map((block) => drawnBlock(block, colours, writing)), footer(brand, false), stopLine(look)].join('');
  return mailPage(body, { language: look?.language ?? null, brand, head: true });
}

/** Below what the person wrote: the company's lines, then the marker on a line of its own, and the answered message as a quotation (`mail.md` rule 40). */
function letter(text: string, look: Extract<MailLook, { kind: 'letter' }>, brand: Brand, colours: Colours): string {
  const linkStyle = `color:${colours.link};text-decoration:underline;`;
  const writing = { links: true, linkStyle, isRightToLeft: runsRightToLeft(look.language ?? brand.language) };
  const own = writtenText(text.slice(0, look.ownLength), writing);
  const below = text.slice(look.ownLength).trim();
  return mailPage(`${own}${footer(brand, true)}${below === '' ? '' : history(below, writing)}`, {
    language: look.language,
    brand,
    head: false,
  });
}

/** Marker, the line that says who wrote when, and the quoted lines, as `composeText` put them. */
function history(below: string, writing: Writing): string {
  const [marker = '', , intro = '', ...quoted] = below.split('\n');
  const bare = quoted.map((line) => line.replace(/^> ?/, '')).join('\n');
  return [
    `<p class="dh-muted" style="margin:14px 0 12px 0;font-size:12px;color:#5b6470;">${escapeHtml(marker)}</p>`,
    `<p class="dh-muted"${directionOf([intro], writing.isRightToLeft)} style="margin:0 0 6px 0;color:#4a5260;">${escapeHtml(intro)}</p>`,
    // A stranger's addresses are not made clickable in a mail of ours.
    `${openQuote(writing.isRightToLeft)}${writtenText(bare, { ...writing, links: false })}</blockquote>`,
  ].join('');
}

function drawnBlock(block: LookBlock, colours: Colours, writing: Writing): string {
  if (block.kind === 'text') return writtenText(block.text.trim(), writing);
  return block.kind === 'facts' ? factTable(block) : choiceTable(block, colours);
}

function factTable({ title, facts }: Extract<LookBlock, { kind: 'facts' }>): string {
  const rows = facts.map(
    ([name, value]) =>
      `<tr><td class="dh-muted dh-name" valign="top" width="150" style="padding:3px 12px 3px 0;font-size:13px;color:#5b6470;">${escapeHtml(name)}</td><td class="dh-text dh-value" valign="top" style="padding:3px 0;color:#1c2128;">${escapeHtml(value)}</td></tr>`,
  );
  return [
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="dh-line" style="margin:0 0 18px 0;border-bottom:1px solid #dfe3e8;">',
    `<tr><td colspan="2" class="dh-text" style="padding:0 0 6px 0;font-weight:bold;color:#1c2128;">${escapeHtml(title)}</td></tr>`,
    ...rows,
    '<tr><td colspan="2" height="10" style="font-size:1px;line-height:10px;">&nbsp;</td></tr></table>',
  ].join('');
}

/** Buttons whose ground is a cell's, which Outlook draws too, and whose words are links for those who see no colours. */
function choiceTable({ choices }: Extract<LookBlock, { kind: 'choices' }>, { accent, onAccent }: Colours): string {
  const rows = choices.map(({ mark, label, url }) => {
    const link = `<a href="${escapeHtml(url)}" style="display:block;padding:10px 16px;color:${onAccent};text-decoration:none;font-weight:bold;">${escapeHtml(mark)} &#8211; ${escapeHtml(label)}</a>`;
    return `<tr><td bgcolor="${accent}" style="background-color:${accent};border-radius:6px;">${link}</td></tr><tr><td height="8" style="font-size:1px;line-height:8px;">&nbsp;</td></tr>`;
  });
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 8px 0;min-width:240px;">${rows.join('')}</table>`;
}

function stopLine(look: MailLook | undefined): string {
  if (look?.kind !== 'notice' || look.stop === undefined) return '';
  const link = `<a href="${escapeHtml(look.stop.url)}" class="dh-muted" style="color:#5b6470;text-decoration:underline;">${escapeHtml(look.stop.label)}</a>`;
  return `<p class="dh-muted" style="margin:0 0 12px 0;font-size:12px;color:#5b6470;">${link}</p>`;
}
