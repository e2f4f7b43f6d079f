import type { Flag, Statement } from '../../../domain/ai-runs/ai-runs.types.ts';
import type { DraftData } from '../../../domain/ai-runs/results.types.ts';
import { sentencesOf } from '../../keyless/sentences.rules.ts';
import { findFlags } from '../../neutralise/find-flags.rules.ts';
import { hostsIn } from '../../neutralise/links.rules.ts';
import { plainText } from '../../neutralise/plain-text.rules.ts';
import { needsSource } from '../support/needs-source.rules.ts';
import { articleSources, messageSources, type OfferedSource, proveSentence, recordSources } from '../support/sources.rules.ts';
import type { DraftMaterial } from './draft-material.types.ts';
import { draftPhrases } from './draft-phrases.rules.ts';

/** What a model said of one sentence. */
export type SaidSentence = { text: string; states: boolean; refs: readonly string[] };

const mostSaid = 30;
const mostChars = 600;
const mostSentences = 40;

/** Everything that a draft may rest on, sentence by sentence. */
export function draftSources(material: DraftMaterial): OfferedSource[] {
  return [...messageSources(material.messages), ...articleSources(material.articles), ...recordSources(material.records)];
}

/**
 * A model's sentences as a draft. What it says in one piece is cut into sentences, and code decides which of them state a fact (`needsSource`); what the model calls a fact
 * is one too. Such a sentence has sources that prove it (`checkSupport`), or none and a flag. It is not left out: the person who reads would not know that something is missing, and
 * a true sentence in other words would be lost. Addresses, accounts, amounts, links and numbers that stand in no article, no record, no answer of staff and not in the
 * wish are flagged, also when a customer wrote them (`ai.md` B.3). A link opens only where a published article links to the same host.
 */
export function readDraft(material: DraftMaterial, said: readonly SaidSentence[]): DraftData {
  const offered = draftSources(material);
  const hosts = hostsIn(material.articles.flatMap(({ sentences }) => sentences));
  const pieces = said
    .slice(0, mostSaid)
    .flatMap(({ text, refs, states }) => cutUp(text, hosts).map((piece) => ({ ...piece, refs, states })));
  const read = pieces
    .slice(0, mostSentences)
    .map(({ refs, states, text, gap }) => ({ gap, statement: stated(material, offered, text, refs, states) }));
  return assemble(material, signedOff(material, read));
}

/** The sentences of a text in plain words; `gap` is what stands between it and the one before. */
function cutUp(text: string, hosts: readonly string[]): { text: string; gap: string }[] {
  const plain = plainText(text.slice(0, mostChars * 4), mostChars, hosts).trim();
  const cut = sentencesOf(plain);
  return cut.map(({ from, to }, index) => {
    const before = plain.slice(cut[index - 1]?.to ?? from, from);
    return { text: plain.slice(from, to).replace(/\s+/g, ' '), gap: index === 0 ? '' : before.includes('\n') ? '\n' : ' ' };
  });
}

function stated(material: DraftMaterial, offered: OfferedSource[], text: string, refs: readonly string[], claimed: boolean): Statement {
  const { language, company } = material;
  const fixed = new Set(Object.values(draftPhrases(language)));
  if (!fixed.has(text) && (claimed || needsSource(text, language))) {
    const proof = proveSentence(text, refs, offered, { language, trusted: [company] });
    return { text, states: true, sources: proof.refs };
  }
  return { text, states: false, sources: [] };
}

type Piece = { statement: Statement; gap: string };

/** With a closing line and the company's name, unless it closes already; nothing under an empty draft. Mails carry no signature of their own. */
export function signedOff({ language, company }: DraftMaterial, read: readonly Piece[]): Piece[] {
  const last = read.at(-1)?.statement.text.toLowerCase();
  if (last === undefined) return [];
  const { close } = draftPhrases(language);
  const own = (text: string, gap: string): Piece => ({ gap, statement: { text, states: false, sources: [] } });
  if (last.includes(company.toLowerCase()) && last.length <= company.length + close.length + 5) return [...read];
  return last.replace(/[,.!]+$/, '') === close.toLowerCase()
    ? [...read, own(company, '\n')]
    : [...read, own(close, '\n\n'), own(company, '\n')];
}

/** The draft's one text, with its flags at their places. */
export function assemble(material: DraftMaterial, read: readonly Piece[]): DraftData {
  let text = '';
  const unproved: Flag[] = [];
  for (const { statement, gap } of read) {
    text += text === '' ? '' : gap || (/[,:：]$/.test(text) ? '\n\n' : ' ');
    if (statement.states && statement.sources.length === 0)
      unproved.push({ kind: 'statement', from: text.length, to: text.length + statement.text.length, text: statement.text });
    text += statement.text;
  }
  const statements = read.map(({ statement }) => statement);
  const flags = [...unproved, ...findFlags(text, trustedTexts(material))].sort((one, other) => one.from - other.from || other.to - one.to);
  return {
    number: material.ticket.number,
    statements,
    text,
    flags,
    language: material.language,
    badged: material.badged,
    cited: citedIn(material, statements),
  };
}

function trustedTexts({ articles, records, messages, wish }: DraftMaterial): string[] {
  const own = messages.filter(({ by }) => by !== 'customer').map(({ text }) => text);
  return [...articles.flatMap(({ sentences }) => sentences), ...records.map(({ ours }) => ours), ...own, wish];
}

function citedIn({ messages }: DraftMaterial, statements: readonly Statement[]): DraftData['cited'] {
  const named = new Set(
    statements.flatMap(({ sources }) => sources.map((source) => (source.kind === 'message' ? source.messageId : null))),
  );
  return messages.filter(({ id }) => named.has(id)).map(({ id, ordinal, by }) => ({ id, ordinal, by }));
}
