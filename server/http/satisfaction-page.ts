import { longestComment } from '../../domain/satisfaction/satisfaction.rules.ts';
import { type Score, scores } from '../../domain/satisfaction/satisfaction.types.ts';
import type { RequestView } from '../../domain/satisfaction/view-request.ts';
import { type OwnLanguage, ownLanguage } from '../../domain/tenancy/tenant.types.ts';
import { asHtml } from './as-html.rules.ts';
import { type PageWords, pageWords } from './satisfaction-words.rules.ts';

/** A message of the page when there is no form: it names no company and no ticket unless the link was good. */
export type PageMessage = 'thanks' | 'settled' | 'expired' | 'unknown' | 'busy';

/** The rating page as a form: the chosen score marked, nothing sent yet. Works without any script. */
export function ratingForm(view: RequestView, chosen: Score | null, problem: 'wrong' | null): string {
  const language = ownLanguage(view.language);
  const words = pageWords[language];
  const marked = chosen ?? view.score;
  const choices = scores.toReversed().map((score) => choice(score, words.scores[score], score === marked));
  const body = [
    `<p>${asHtml(words.ask(view.number))}</p>`,
    ...(problem === null ? [] : [`<p class="problem" role="alert">${asHtml(words[problem])}</p>`]),
    '<form method="post" accept-charset="utf-8">',
    `<fieldset><legend>${asHtml(words.title)}</legend>${choices.join('')}</fieldset>`,
    `<label class="comment">${asHtml(words.comment)}<textarea name="comment" rows="5" maxlength="${longestComment}">${asHtml(view.comment)}</textarea></label>`,
    `<button type="submit">${asHtml(words.send)}</button>`,
    '</form>',
  ];
  return page(language, view.companyName, words, body);
}

/** The page with a message in place of the form. */
export function ratingMessage(kind: PageMessage, about: { language: string; companyName: string } | null): string {
  const language = ownLanguage(about?.language ?? null);
  const words = pageWords[language];
  const more = kind === 'thanks' ? [`<p>${asHtml(words.changeable)}</p>`] : [];
  return page(language, about?.companyName ?? '', words, [`<p role="status">${asHtml(words[kind])}</p>`, ...more]);
}

function choice(score: Score, name: string, isMarked: boolean): string {
  return `<label><input type="radio" name="score" value="${score}" required${isMarked ? ' checked' : ''}> ${score} – ${asHtml(name)}</label>`;
}

function page(language: OwnLanguage, company: string, words: PageWords, body: string[]): string {
  return [
    '<!doctype html>',
    `<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta name="robots" content="noindex"><title>${asHtml(words.title)}</title><link rel="stylesheet" href="/page/rate.css"></head>`,
    `<body><main>${company === '' ? '' : `<p class="company">${asHtml(company)}</p>`}<h1>${asHtml(words.title)}</h1>${body.join('\n')}</main></body></html>`,
  ].join('\n');
}
