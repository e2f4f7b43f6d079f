import type { SourceRef } from '../../../domain/ai-runs/ai-runs.types.ts';
import { evidenceOf } from '../conversation/read-refs.rules.ts';
import type { MaterialMessage } from '../conversation/ticket-material.types.ts';
import { checkSupport, type Passage, type Support } from './check-support.rules.ts';
import type { OfferedArticle, OwnRecord } from './material.types.ts';

/** A sentence a model was offered: its mark, its words, whose they are, and what a reader is shown for it. */
export type OfferedSource = Passage & { mark: string; ref: SourceRef };

const mostCited = 3;
const mostLookedAt = 20;

export function messageSources(messages: readonly MaterialMessage[]): OfferedSource[] {
  return messages.flatMap((message) =>
    message.sentences.map((sentence, index) => ({
      mark: `${message.label}.s${index + 1}`,
      text: message.text.slice(sentence.from, sentence.to),
      by: message.by === 'customer' ? ('customer' as const) : ('us' as const),
      ref: evidenceOf(message, sentence),
    })),
  );
}

export function articleSources(articles: readonly OfferedArticle[]): OfferedSource[] {
  return articles.flatMap(({ label, articleId, number, title, sentences }) =>
    sentences.map((text, index) => ({
      mark: `${label}.p${index + 1}`,
      text,
      by: 'us' as const,
      ref: { kind: 'article' as const, articleId, number, title, quote: text },
    })),
  );
}

/** The subject of a record is the customer's own: what stands there is no word of ours. */
export function recordSources(records: readonly OwnRecord[]): OfferedSource[] {
  return records.map(({ label, number, text }) => ({ mark: label, text, by: 'customer', ref: { kind: 'ticket', field: number } }));
}

/** The articles as a model reads them: a head line each, and each sentence behind its mark. */
export function articlesText(articles: readonly OfferedArticle[]): string {
  return articles
    .map(({ label, number, title, sentences }) =>
      [`Article ${label}, ${number}: ${title}`, ...sentences.map((text, index) => `[${label}.p${index + 1}] ${text}`)].join('\n'),
    )
    .join('\n\n');
}

/** What a sentence rests on, as far as code can prove it; `missing` says why it cannot. */
export type Proof = { refs: SourceRef[]; missing: string | null };

/**
 * Proves a sentence by the sources whose marks are named, at most three; else by any single one that was offered, for what a model forgot to name. A mark that was not
 * offered counts for nothing.
 */
export function proveSentence(
  sentence: string,
  named: readonly string[],
  offered: readonly OfferedSource[],
  by: { language: string; trusted: readonly string[] },
): Proof {
  const marks = new Set(
    named.slice(0, mostLookedAt).map((mark) =>
      mark
        .trim()
        .toLowerCase()
        .replace(/^\[|\]$/g, ''),
    ),
  );
  const cited = offered.filter(({ mark }) => marks.has(mark)).slice(0, mostCited);
  const check = (some: readonly OfferedSource[]): Support => checkSupport(sentence, some, by.language, by.trusted);
  const first = check(cited);
  if (first.ok) return { refs: needed(cited, check).map(({ ref }) => ref), missing: null };
  const other = offered.find((source) => check([source]).ok);
  return other === undefined ? { refs: [], missing: first.missing } : { refs: [other.ref], missing: null };
}

/** Those of the sources that the proof needs: one that adds nothing is no source. */
function needed(cited: OfferedSource[], check: (some: readonly OfferedSource[]) => Support): OfferedSource[] {
  const alone = cited.find((source) => check([source]).ok);
  return alone === undefined ? cited : [alone];
}
