import type { InstallEnd } from '../../bots/slack/install/install-end.rules.ts';
import { asHtml } from './as-html.rules.ts';

/** What a browser sees that comes back from Slack's consent; nothing of the request is in it. A workspace that is to be claimed has a page of its own. */
export function installEndPage(end: Exclude<InstallEnd, { kind: 'claim' }>): string {
  if (end.kind === 'refused') return page('Not connected', end.words);
  return end.kind === 'connected'
    ? page(
        `${end.workspace} is connected`,
        'Next: invite Deskhand into a channel, and say “link slack” in Deskhand’s console to link yourself.',
      )
    : page(`${end.workspace} is connected`, 'It was connected to a company already; its access was renewed and nothing else changed.');
}

/** A page that says one thing. */
export function messagePage(title: string, words: string): string {
  return page(title, words);
}

function page(title: string, words: string): string {
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta name="robots" content="noindex"><title>${asHtml(title)} · Deskhand</title><link rel="stylesheet" href="/page/page.css"></head>`,
    `<body><main class="gate"><h1>${asHtml(title)}</h1><p role="status">${asHtml(words)}</p><p><a href="/slack">Deskhand’s Slack page</a></p></main></body></html>`,
  ].join('\n');
}
