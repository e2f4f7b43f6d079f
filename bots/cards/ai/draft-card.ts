import type { Flag, SourceRef, Statement } from '../../../domain/ai-runs/ai-runs.types.ts';
import type { DraftData } from '../../../domain/ai-runs/results.types.ts';
import type { CardAction, CardForm, Paragraph, Section, Span } from '../card.types.ts';
import { action, bold, code, muted, oneLine, section } from '../spans.rules.ts';
import { badgeNotice } from './badge.rules.ts';
import { flagNotices } from './flag-words.rules.ts';
import type { ResultCard } from './result-card.types.ts';
import { quotes, sourceNumbers } from './source-words.rules.ts';

/** A draft to read: first what must be looked at, then its sentences with what each rests on, then the text as it would be sent. Nothing is sent from here. */
export const draftResultCard: ResultCard = (view) => {
  const data = view.result?.data as DraftData;
  return {
    title: [bold('Draft reply'), { text: ' for ' }, code(data.number), muted(' · nothing was sent')],
    notices: [...flagNotices(data.flags), ...(data.badged ? [badgeNotice] : [])],
    sections: [
      section('Draft', 'preview', markedText(data.text, data.flags)),
      section('What it rests on', 'plain', restsOn(data)),
      ...articleSections(data),
    ],
    form: useForm(view.id, data.text),
    actions: [action('Use as reply', 'ai.use', { job: view.id }, 'primary'), action('Show ticket', 'ticket.show', { ticket: data.number })],
    ticket: data.number,
  };
};

/** Opens the reply with this text, or with what the person makes of it; they see who gets it before it is sent. */
export function useForm(job: string, text: string): CardForm {
  return {
    action: action('Use as changed', 'ai.use', { job }),
    fields: [{ name: 'text', label: 'Text', kind: 'text', value: text, options: [] }],
  };
}

/** The text with what is flagged in bold behind a sign: colour is each surface's own. */
export function markedText(text: string, flags: readonly Flag[]): Paragraph[] {
  const spans: Span[] = [];
  let at = 0;
  for (const { from, to } of outermost(flags)) {
    if (from > at) spans.push({ text: text.slice(at, from) });
    spans.push(bold(`⚠ ${text.slice(from, to)}`));
    at = to;
  }
  if (at < text.length) spans.push({ text: text.slice(at) });
  return [spans];
}

function outermost(flags: readonly Flag[]): Flag[] {
  const kept: Flag[] = [];
  for (const flag of [...flags].sort((one, other) => one.from - other.from || other.to - one.to))
    if (flag.from >= (kept.at(-1)?.to ?? 0)) kept.push(flag);
  return kept;
}

function restsOn(data: DraftData): Paragraph[] {
  const stating = data.statements.filter(({ states }) => states);
  if (stating.length === 0) return [[muted('It states nothing: it greets, thanks and asks.')]];
  return stating.flatMap((statement) => lines(statement, data));
}

function lines({ text, sources }: Statement, data: Pick<DraftData, 'cited'>): Paragraph[] {
  const shown: Paragraph = [
    { text: oneLine(text, 300) },
    muted(sources.length === 0 ? ' ⚠ no source shows this' : sourceNumbers(data, sources)),
  ];
  return [shown, ...quotes(data, sources), ...otherSources(sources)];
}

/** Articles and tickets that a sentence rests on, with the words of the article. */
export function otherSources(sources: readonly SourceRef[]): Paragraph[] {
  return sources.flatMap((source): Paragraph[] => {
    if (source.kind === 'article') return [[code(source.number), muted(` “${oneLine(source.quote, 200)}”`)]];
    return source.kind === 'ticket' ? [[code(source.field), muted(' this customer’s own ticket')]] : [];
  });
}

function articleSections({ statements }: DraftData): Section[] {
  const numbers = statements.flatMap(({ sources }) => sources.flatMap((source) => (source.kind === 'article' ? [source.number] : [])));
  const buttons = [...new Set(numbers)].map((number): CardAction => action(`Show ${number}`, 'kb.show', { article: number }));
  return buttons.length === 0 ? [] : [section('Articles', 'plain', [], buttons)];
}
