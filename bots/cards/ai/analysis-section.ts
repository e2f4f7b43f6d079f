import type { JobView } from '../../../domain/ai-runs/ai-runs.types.ts';
import type { AnalysisData, SuggestedAction, TicketBasis, TriageData, TriagePresent } from '../../../domain/ai-runs/results.types.ts';
import type { CardAction, Section } from '../card.types.ts';
import { action, field, muted, plain, section } from '../spans.rules.ts';
import { ago, type Reader } from '../when.rules.ts';
import { intentNames, typeNames } from '../words.rules.ts';
import { sourceWords } from './ai-words.rules.ts';
import { issueNames, riskNames } from './analysis-card.ts';
import { collapsedText } from './badge.rules.ts';
import { nextActionButtons } from './next-action-buttons.rules.ts';
import { dataOf, expandAction } from './result-parts.ts';
import { sourceNumbers } from './source-words.rules.ts';
import { triageActions } from './triage-card.ts';

const shown = 3;

/** The ticket as its card shows it. */
type Shown = Pick<TicketBasis, 'version' | 'status' | 'priority'>;

/**
 * The newest analysis of a ticket in a few lines: where it comes from, how old it is, whether something was said since, what it suggests first as a button that
 * carries the version the ticket is shown with, and why. Its sources are numbers here; the whole analysis quotes them.
 */
export function analysisSection(view: JobView, ticket: Shown, isOutOfDate: boolean, reader: Reader): Section {
  const data = dataOf<AnalysisData>(view);
  const { basis, risks, nextActions } = data;
  const age = view.settledAt === null ? '' : ` · ${ago(view.settledAt, reader.now)}`;
  const heading = [
    { text: 'Analysis' },
    muted(` ${sourceWords(view)}${age}${isOutOfDate ? ' · out of date: something was said since' : ''}`),
  ];
  const [first] = nextActions;
  const line = field('Issue', [
    { text: `${issueNames[data.issueClass]}` },
    { text: risks.length === 0 ? '' : ` · risks: ${risks.map((risk) => riskNames[risk.kind]).join(', ')}` },
  ]).value;
  const more = basis.badged
    ? [[muted(collapsedText)]]
    : [
        ...data.summary.slice(0, shown).map(({ text, sources }) => [{ text }, muted(sourceNumbers(basis, sources))]),
        ...(first === undefined ? [] : [plain(`Suggested: ${first.text}`)]),
      ];
  return section(
    heading,
    'plain',
    [line, ...more],
    [
      ...(first === undefined || basis.badged || isOutOfDate ? [] : firstButton({ ...basis, ...ticket }, first)),
      action('Why?', 'ai.why', { job: view.id }),
      basis.badged ? expandAction(view.id) : action('Whole analysis', 'ai.job', { job: view.id }),
      action('Analyse again', 'ai.analyse', { ticket: basis.number, again: true }),
    ],
  );
}

/** What the suggestion is done with. A draft has its button on the card already. */
function firstButton(basis: TicketBasis, suggested: SuggestedAction): CardAction[] {
  return nextActionButtons(basis, suggested)
    .filter(({ op }) => op !== 'ai.draft')
    .slice(0, 1);
}

/** What triage suggests beside what the ticket is filed as now; none where it agrees. Its buttons carry the version the ticket is shown with; `more` are others about the same. */
export function triageSection(
  view: JobView,
  ticket: Pick<TriagePresent, 'version' | 'type' | 'priority'>,
  more: CardAction[] = [],
): Section[] {
  const data = dataOf<TriageData>(view);
  const buttons = triageActions({ ...data, present: { ...data.present, ...ticket } });
  if (buttons.length === 0) return [];
  const text = `Reads as ${intentNames[data.intent]}, type ${typeNames[data.type]}, priority ${data.priority}.`;
  // “Type is right” beside another type would be read as that one.
  const others = more.map((one) => (one.op === 'learn.confirm' ? { ...one, label: `Keep ${typeNames[ticket.type]}` } : one));
  return [
    section(
      [{ text: 'Triage' }, muted(` ${sourceWords(view)}`)],
      'plain',
      [plain(text)],
      [...buttons, ...others, action('Why?', 'ai.why', { job: view.id })],
    ),
  ];
}
