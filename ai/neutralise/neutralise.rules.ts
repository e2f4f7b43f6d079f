import { visibleText } from '../../domain/suspicions/hidden-characters.rules.ts';
import { defangLinks } from './links.rules.ts';

/** Where a text of a stranger or of a model is shown. */
export const surfaces = ['slack', 'teams', 'mail_text', 'mail_html', 'web', 'file'] as const;
export type NeutralSurface = (typeof surfaces)[number];

type SurfaceRule = {
  /** signs that the surface reads as markup, and what stands for each; an entity that is there already stays */
  entities: Record<string, string>;
  /** signs of emphasis without an escape of their own, as signs that look like them */
  lookalikes: Record<string, string>;
  /** a card or a call of a tool, spelt as JSON, is shown as words */
  breaksJson: boolean;
  /** `{{DATE(…)}}` and its like are worked out by the client */
  breaksMacros: boolean;
  /** a cell that a table program would work out is shown as text */
  guardsFormula: boolean;
};

const html = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const marks = { '*': '\u2217', '~': '\u223C', '`': '\u02CB' };
const none = {};

/** One row a surface. Links and people are the same everywhere: nothing outside the allowed hosts opens, nobody is called, no image is fetched. */
export const surfaceRules: Record<NeutralSurface, SurfaceRule> = {
  slack: {
    entities: { '&': '&amp;', '<': '&lt;', '>': '&gt;' },
    lookalikes: marks,
    breaksJson: true,
    breaksMacros: false,
    guardsFormula: false,
  },
  teams: {
    entities: { '&': '&amp;', '<': '&lt;', '>': '&gt;' },
    lookalikes: marks,
    breaksJson: true,
    breaksMacros: true,
    guardsFormula: false,
  },
  mail_text: { entities: none, lookalikes: none, breaksJson: false, breaksMacros: false, guardsFormula: false },
  mail_html: { entities: html, lookalikes: none, breaksJson: false, breaksMacros: false, guardsFormula: false },
  web: { entities: html, lookalikes: none, breaksJson: false, breaksMacros: false, guardsFormula: false },
  file: { entities: none, lookalikes: none, breaksJson: false, breaksMacros: false, guardsFormula: true },
};

const image = /!\[(?:\\.|[^[\]\\])*\](?:\((?:[^()]|\([^()]*\))*\)|\[[^[\]]*\])?|<img\b[^<>]*>?/gi;
const inlineLink = /\[((?:\\.|[^[\]\\])*)\]\(\s*<?((?:[^()<>\s]|\([^()]*\))*)>?[^()]*\)/g;
const angleLink = /<((?:[a-z][a-z0-9+.-]*:|\/\/)[^<>|\s]*)(?:\|([^<>]*))?>/gi;

/** Markup that hides where it leads is written out: the words, then the address. */
function writtenOut(text: string): string {
  return text
    .replace(image, '')
    .replace(inlineLink, (_whole, words: string, url: string) => (url === '' ? words : `${words} ( ${url} )`))
    .replace(angleLink, (_whole, url: string, words: string | undefined) => (words === undefined ? url : `${words} ( ${url} )`))
    .replace(/!+\[/g, '[')
    .replace(/\](?=[([])/g, '] ')
    .replace(/^([ \t]{0,3}\[[^\]\n]+\]):/gm, '$1 :');
}

/** Nobody is called: control tokens of both chats, and the bare words that some settings make calls of. */
function withoutCalls(text: string): string {
  return text
    .replace(/<!(?:subteam\^)?([a-z0-9^|@_-]*)[^<>\n]{0,80}>/gi, '[$1]')
    .replace(/<[@#]([A-Z0-9]+)(?:\|[^<>\n]{0,80})?>/gi, '[$1]')
    .replace(/<\/?at\b[^<>]*>/gi, '')
    .replace(/<+(?=[@#!])/g, '')
    .replace(/@(?=(?:channel|here|everyone|all|team|group)\b)/gi, '\uFF20');
}

const entityHere = /^&(?:amp|lt|gt|quot|#39);/;

function escaped(text: string, entities: Record<string, string>): string {
  return text.replace(/[&<>"']/g, (sign, at: number) => {
    if (sign === '&' && entities['&'] !== undefined && entityHere.test(text.slice(at, at + 6))) return sign;
    return entities[sign] ?? sign;
  });
}

function onSurface(text: string, rule: SurfaceRule): string {
  const words = rule.breaksJson
    ? text.replace(/(["'])(type|actions?|tool_calls?|function_call|blocks|attachments)\1(\s*):/gi, '$2$3 :')
    : text;
  const still = rule.breaksMacros ? words.replace(/\{(?=\{)/g, '{\u2009') : words;
  const plain = still.replace(/[*~`]/g, (sign) => rule.lookalikes[sign] ?? sign);
  const shown = escaped(plain, rule.entities);
  return rule.guardsFormula ? shown.replace(/^(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\n])/, "'") : shown;
}

/**
 * A foreign text as it may stand on a surface: no hidden character, no image, no link outside `allowedHosts` that a program would open (those stay readable:
 * `hxxps://evil[.]example`), nobody called, no markup, card or formula of the surface. Applied twice it is the same.
 */
export function neutralise(text: string, surface: NeutralSurface, { allowedHosts }: { allowedHosts: readonly string[] }): string {
  let inert = visibleText(text);
  for (let pass = 0; pass < 8; pass += 1) {
    const next = visibleText(defangLinks(withoutCalls(writtenOut(inert)), allowedHosts));
    if (next === inert) break;
    inert = next;
  }
  return onSurface(inert, surfaceRules[surface]);
}
