import type { PromptDifference } from '../../domain/prompts/diff-prompt-versions.ts';
import type { StoredPromptRun } from '../../domain/prompts/prompt-views.types.ts';
import type { CaseResult } from '../../domain/prompts/prompts.types.ts';
import { releaseProblem } from '../../domain/prompts/release-check.rules.ts';
import type { Card, Row } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { diffSections } from './prompt-diff-card.ts';
import { kindWords } from './prompt-words.rules.ts';
import { action, bold, clip, muted, plain, row } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';

const longestAnswer = 600;
const mostRows = 25;

/** What publishing a version would change: its texts, and how it answered the saved cases beside the one in use. Nothing is changed before the button is pressed. */
export function promptPublishCard(difference: PromptDifference, run: StoredPromptRun | null, reader: Reader): Card {
  const { kind, number } = difference.after;
  const problem = releaseProblem(run);
  const args = { kind, number };
  return makeCard('prompt', [bold(`Publish version ${number} of ${kindWords(kind)}?`)], {
    notices:
      problem === null
        ? [{ level: 'info', text: `In use now: version ${difference.before.number}. Nothing is changed yet.` }]
        : [{ level: 'warning', text: `Not ready: ${problem}. It can be published all the same with a reason, which is kept in the log.` }],
    text:
      run === null
        ? []
        : [
            [
              {
                text: `Run over ${run.results.length} saved ${run.results.length === 1 ? 'case' : 'cases'}: ${run.passed} passed, ${run.failed} failed, `,
              },
              when(run.runAt, reader),
            ],
          ],
    sections: diffSections(difference),
    rows: (run?.results ?? []).slice(0, mostRows).map(caseRow),
    form:
      problem === null
        ? null
        : {
            action: action('Publish all the same', 'prompts.release', args, 'danger'),
            fields: [{ name: 'despite', label: 'Reason', kind: 'line', value: '', options: [] }],
          },
    actions: [
      ...(problem === null ? [action('Publish', 'prompts.release', args, 'primary')] : []),
      action('Run over saved cases', 'prompts.run', args),
    ],
  });
}

function caseRow(result: CaseResult): Row {
  const isSame = JSON.stringify(result.output) === JSON.stringify(result.before);
  return row(
    [bold(result.name), muted(result.passed ? ' · passed' : ' · failed')],
    [
      ...result.problems.slice(0, 5).map((problem) => plain(problem)),
      plain(`Answer: ${answerText(result.output)}`),
      ...(result.before === null
        ? []
        : [plain(isSame ? 'The version in use answers the same.' : `The version in use: ${answerText(result.before)}`)]),
    ],
  );
}

function answerText(output: unknown): string {
  return output === null || output === undefined ? 'none' : clip(JSON.stringify(output), longestAnswer).text;
}
