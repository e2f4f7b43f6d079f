import type { Statement } from '../../../domain/ai-runs/ai-runs.types.ts';
import type { DraftData } from '../../../domain/ai-runs/results.types.ts';
import type { Found } from '../ai-function.types.ts';
import { fitsQuestion } from '../support/fits-question.rules.ts';
import type { OfferedArticle } from '../support/material.types.ts';
import { articleSources } from '../support/sources.rules.ts';
import type { DraftMaterial } from './draft-material.types.ts';
import { draftPhrases, greeting } from './draft-phrases.rules.ts';
import { assemble, signedOff } from './read-draft.rules.ts';

const mostQuoted = 5;

/**
 * A draft of quotations: our own fixed phrases round the sentences of the best public article in the customer's language, from the place that answers on. Where no
 * article is about the same thing (`fitsQuestion`) it thanks and asks, and claims nothing. It closes with the company's name.
 */
export function quoteDraft(material: DraftMaterial): Found<DraftData> {
  const phrases = draftPhrases(material.language);
  const asked = [material.ticket.subject, ...material.messages.filter(({ by }) => by === 'customer').map(({ text }) => text)].join('\n');
  const article = material.articles.find((one) => one.language === material.language && fitsQuestion(asked, one));
  const own = (text: string, gap: string) => ({ gap, statement: { text, states: false, sources: [] } });
  const opening = [own(greeting(material.language, material.name), ''), own(phrases.thanks, '\n\n')];
  if (article === undefined) {
    const reasons = ['No public article in the customer’s language answers this well enough, so the draft only asks.'];
    const data = assemble(material, signedOff(material, [...opening, own(phrases.need, '\n\n'), own(phrases.what, '\n\n')]));
    return { source: 'rules', confidence: null, reasons, data };
  }
  const quoted = quotedFrom(article).map((statement, index) => ({ gap: index === 0 ? '\n\n' : '\n', statement }));
  const data = assemble(material, signedOff(material, [...opening, own(phrases.found, '\n\n'), ...quoted, own(phrases.ask, '\n\n')]));
  const reasons = [`The sentences are quoted from ${article.number} “${article.title}”, which fits to ${article.relevance} %.`];
  return { source: 'search', confidence: null, reasons, data };
}

/** Up to five sentences in the article's own order, beginning with the place that answers best. */
function quotedFrom(article: OfferedArticle): Statement[] {
  const sources = articleSources([article]);
  const start = sources.findIndex(({ text }) => article.passage.includes(text));
  return sources
    .slice(Math.max(0, start), Math.max(0, start) + mostQuoted)
    .map(({ text, ref }) => ({ text, states: true, sources: [ref] }));
}
