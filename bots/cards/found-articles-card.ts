import type { RetrievedArticle } from '../../domain/knowledge/knowledge.types.ts';
import type { TicketArticle } from '../../domain/knowledge/list-ticket-articles.ts';
import type { Card, CardAction, Row } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, code, muted, oneLine, plain, row } from './spans.rules.ts';

const bandWords = { sure: 'very likely this one', likely: 'likely this one', weak: 'perhaps' };
const linkWords = { suggested: 'put into a reply', linked: 'linked', resolved: 'this solved it' };

/** Articles for a question, best first, each with the place that answers. */
export function foundArticlesCard(query: string, found: RetrievedArticle[]): Card {
  return makeCard(
    'article_list',
    [bold(`${found.length} article${found.length === 1 ? '' : 's'}`), { text: ` for: ${oneLine(query, 120)}` }],
    {
      text: found.length === 0 ? [plain('No published article answers to that. Other words may find one, or look through the list.')] : [],
      rows: found.map((article) => foundRow(article, [])),
      actions: found.length === 0 ? [action('All articles', 'kb.list', {})] : [],
    },
  );
}

/** Articles for a ticket: what is linked already, and what is suggested with what can be done with it. */
export function ticketArticlesCard(ticket: { number: string; subject: string }, linked: TicketArticle[], found: RetrievedArticle[]): Card {
  const fresh = found.filter((article) => !linked.some((link) => link.number === article.number && link.kind !== 'suggested'));
  const none = linked.length === 0 ? 'No published article fits' : 'No further article fits';
  const count = fresh.length === 0 ? none : `${fresh.length} article${fresh.length === 1 ? '' : 's'} may answer`;
  return makeCard('article_list', [bold(count), { text: ` ${ticket.number}: ${oneLine(ticket.subject, 120)}` }], {
    text:
      fresh.length === 0 && linked.length === 0
        ? [plain('When you have solved it, make an article of your answer: '), [code(`kb from ${ticket.number}`)]]
        : [],
    rows: [
      ...linked.map((link) => linkedRow(ticket.number, link)),
      ...fresh.map((article) => foundRow(article, suggestionActions(ticket.number, article))),
    ],
    actions: [action('Show ticket', 'ticket.show', { ticket: ticket.number })],
    ticket: ticket.number,
  });
}

function foundRow(article: RetrievedArticle, actions: CardAction[]): Row {
  const scope = article.visibility === 'internal' ? ' · internal: not for the customer' : '';
  return row(
    [code(article.number), { text: ` ${oneLine(article.title, 120)}` }],
    [[{ text: `“${oneLine(article.passage, 320)}”` }], [muted(`${bandWords[article.band]} · ${article.relevance} %${scope}`)]],
    [action('Show', 'kb.show', { article: article.number }), ...actions],
  );
}

function suggestionActions(ticket: string, { number, visibility, relevance }: RetrievedArticle): CardAction[] {
  const at = { ticket, article: number, relevance };
  return [
    ...(visibility === 'public' ? [action('Insert into reply', 'ticket.insert', at, 'primary')] : []),
    action('Link', 'ticket.article', { ...at, kind: 'linked' }),
    action('This solved it', 'ticket.article', { ...at, kind: 'resolved' }),
    action('Not helpful', 'kb.vote', { article: number, ticket, helpful: false }),
  ];
}

function linkedRow(ticket: string, link: TicketArticle): Row {
  const at = { ticket, article: link.number };
  return row(
    [code(link.number), { text: ` ${oneLine(link.title, 120)}` }],
    [[bold(linkWords[link.kind]), muted(` · ${link.relevance} %`)]],
    [
      action('Show', 'kb.show', { article: link.number }),
      ...(link.kind === 'resolved'
        ? []
        : [action('This solved it', 'ticket.article', { ...at, kind: 'resolved', relevance: link.relevance })]),
      action('Take off', 'ticket.unarticle', at),
    ],
  );
}
