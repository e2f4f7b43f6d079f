import type { PromptVersionLine } from '../../domain/prompts/list-prompt-versions.ts';
import { variablesOf } from '../../domain/prompts/prompt-kinds.rules.ts';
import type { PromptKind, PromptVersionView } from '../../domain/prompts/prompts.types.ts';
import type { Card, CardAction, Row } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { kindWords, scopeWords, variableWords } from './prompt-words.rules.ts';
import { action, bold, code, field, muted, oneLine, plain, row, section } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';

const mostShown = 10;

/** One version with its texts and the kind's history. */
export function promptCard(version: PromptVersionView, lines: PromptVersionLine[], reader: Reader): Card {
  const { kind, number, parameters } = version;
  const line = lines.find((one) => one.number === number);
  return makeCard(
    'prompt',
    [bold(`${kindWords(kind)}, version ${number}`), muted(version.origin === 'shipped' ? ' · as shipped' : ' · your own')],
    {
      fields: [
        field(
          'Released',
          line === undefined || line.scopes.length === 0 ? 'not released' : line.scopes.map((scope) => scopeWords[scope]).join(', '),
        ),
        ...(line === undefined
          ? []
          : [field('Written', [when(line.createdAt, reader), { text: line.author === null ? '' : ` by ${line.author}` }])]),
        ...(line === undefined || line.note === '' ? [] : [field('Note', line.note)]),
        field('Last run', line?.run ? `${line.run.passed} passed, ${line.run.failed} failed` : 'never run over the saved cases'),
        field('Answer', `at most ${parameters.maxOutputTokens} tokens, temperature ${parameters.temperature ?? 'not set'}`),
        field('Fingerprint', [code(version.contentHash.slice(0, 12))]),
      ],
      sections: [
        section('System text (instructions)', 'internal', [plain(version.systemText)]),
        section('Data text', 'internal', [plain(version.dataText)]),
        section(
          'Variables',
          'plain',
          variablesOf(kind).map((one) => plain(variableWords(one))),
        ),
      ],
      rows: lines.slice(0, mostShown).map((one) => versionRow(kind, one, reader)),
      actions: versionActions(kind, number, line),
    },
  );
}

function versionRow(kind: PromptKind, line: PromptVersionLine, reader: Reader): Row {
  const marks = line.scopes.map((scope) => scopeWords[scope]).join(', ');
  const facts = [
    line.origin === 'shipped' ? 'shipped' : (line.author ?? 'own'),
    line.basedOn === null ? '' : `from ${line.basedOn}`,
    oneLine(line.note, 100),
  ];
  return row(
    [bold(`Version ${line.number}`), muted(marks === '' ? '' : ` · ${marks}`)],
    [[{ text: facts.filter((fact) => fact !== '').join(' · ') }, { text: ' · ' }, when(line.createdAt, reader)]],
    [action('Show', 'prompts.show', { kind, number: line.number })],
  );
}

function versionActions(kind: PromptKind, number: number, line: PromptVersionLine | undefined): CardAction[] {
  const isInUse = line?.scopes.some((scope) => scope !== 'arm') ?? false;
  return [
    action('Edit', 'prompts.edit', { kind, number }),
    action('Run over saved cases', 'prompts.run', { kind, number }),
    ...(isInUse
      ? []
      : [
          action('Compare with the one in use', 'prompts.diff', { kind, after: number }),
          action('Publish…', 'prompts.publish', { kind, number }),
        ]),
    action('Saved cases', 'prompts.cases', { kind }),
    action('Log', 'prompts.log', { kind }),
  ];
}
