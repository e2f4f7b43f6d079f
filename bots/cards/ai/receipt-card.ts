import type { JobView, Receipt, SourceRef } from '../../../domain/ai-runs/ai-runs.types.ts';
import type { Card, Field, Paragraph, Section } from '../card.types.ts';
import { makeCard } from '../make-card.rules.ts';
import { action, bold, code, field, muted, oneLine, plain, section } from '../spans.rules.ts';
import { type Reader, when } from '../when.rules.ts';
import { featureNames, money, sourceWords } from './ai-words.rules.ts';

const mostSources = 12;

/** Where a result comes from: the call that made it and those before, or that there was none, and what it rests on. */
export function receiptCard({ job, receipts, sources }: { job: JobView; receipts: Receipt[]; sources: SourceRef[] }, reader: Reader): Card {
  const [last, ...earlier] = receipts;
  return makeCard('receipt', [bold('Why: '), { text: featureNames[job.feature] }, muted(` ${job.ref}`)], {
    notices: job.result?.notice ? [{ level: 'info', text: job.result.notice }] : [],
    fields: [
      ...(job.result === null ? [] : [field('Found', sourceWords(job))]),
      ...(job.result?.reasons.length ? [field('Because', job.result.reasons.join('; '))] : []),
      ...(last === undefined ? [field('Model', 'none was asked')] : receiptFields(last, reader)),
    ],
    sections: [...sourceSection(sources), ...earlier.map((receipt) => attemptSection(receipt, reader))],
    actions: [
      ...(last === undefined ? [] : [action('Replay', 'ai.replay', { job: job.id })]),
      ...(job.ticket === null ? [] : [action('Show ticket', 'ticket.show', { ticket: job.ticket })]),
    ],
    ticket: job.ticket,
  });
}

function receiptFields(receipt: Receipt, reader: Reader): Field[] {
  const { prompt } = receipt;
  const arm = receipt.promptArm === null ? '' : `, arm ${receipt.promptArm}`;
  return [
    field('Prompt', prompt === null ? 'none' : `${prompt.kind} version ${prompt.number} (${prompt.origin}${arm})`),
    field(
      'Model',
      `${receipt.modelAsked} at ${receipt.providerName}${receipt.modelServed === null ? '' : `, served by ${receipt.modelServed}`}`,
    ),
    field('Outcome', receipt.outcome === null ? 'under way' : `${receipt.outcome}${receipt.reason === null ? '' : `: ${receipt.reason}`}`),
    field('Input hash', [code(receipt.inputHash)]),
    ...(receipt.outputHash === null ? [] : [field('Output hash', [code(receipt.outputHash)])]),
    ...(receipt.inputTokens === null ? [] : [field('Tokens', tokens(receipt))]),
    ...(receipt.costMicros === null ? [] : [field('Cost', money(receipt.costMicros))]),
    ...(receipt.latencyMs === null ? [] : [field('Took', `${(receipt.latencyMs / 1_000).toFixed(1)} s`)]),
    ...(receipt.requestId === null ? [] : [field('Request id', [code(receipt.requestId)])]),
    field('Asked', [when(receipt.startedAt, reader)]),
  ];
}

function tokens({ inputTokens, cachedTokens, outputTokens, reasoningTokens }: Receipt): string {
  return `${inputTokens} in (${cachedTokens ?? 0} cached), ${outputTokens ?? 0} out (${reasoningTokens ?? 0} reasoning)`;
}

function attemptSection(receipt: Receipt, reader: Reader): Section {
  const line: Paragraph = [
    { text: `${receipt.outcome ?? 'under way'}${receipt.reason === null ? '' : `: ${oneLine(receipt.reason, 200)}`} · ` },
    { text: `cost ${money(receipt.costMicros ?? 0)} · ` },
    when(receipt.startedAt, reader),
  ];
  return section(`Attempt ${receipt.attempt}, try ${receipt.try}`, 'plain', [line]);
}

function sourceSection(sources: SourceRef[]): Section[] {
  if (sources.length === 0) return [];
  return [section('It rests on', 'plain', sources.slice(0, mostSources).map(sourceLine))];
}

function sourceLine(source: SourceRef): Paragraph {
  if (source.kind === 'message') return plain(`a message: “${oneLine(source.quote, 200)}”`);
  if (source.kind === 'article') return [code(source.number), { text: ` ${oneLine(source.title, 100)}: “${oneLine(source.quote, 200)}”` }];
  return plain(`the ticket’s ${source.field.replaceAll('_', ' ')}`);
}
