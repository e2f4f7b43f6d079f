import type { PromptRunData } from '../../../domain/prompts/prompt-views.types.ts';
import { kindWords } from '../prompt-words.rules.ts';
import { action, bold, muted, plain, row } from '../spans.rules.ts';
import type { ResultCard } from './result-card.types.ts';

/** How a version of a prompt answered the saved cases, and the way on to publishing it. */
export const promptRunCard: ResultCard = (view) => {
  if (view.result === null) return {};
  const { kind, number, against, passed, failed, cases } = view.result.data as PromptRunData;
  const beside = against === null ? '' : ` beside version ${against}`;
  return {
    title: [bold(`${kindWords(kind)}, version ${number}: ${passed} of ${passed + failed} cases passed`)],
    text: [plain(`Run over the saved cases${beside}.`)],
    rows: cases.map((one) =>
      row(
        [bold(one.name), muted(one.passed ? ' · passed' : ` · failed (${one.outcome})`)],
        [
          ...one.problems.slice(0, 5).map((problem) => plain(problem)),
          ...(one.differs === null
            ? []
            : [plain(one.differs ? 'Answers differently than the version in use.' : 'Answers as the version in use.')]),
        ],
      ),
    ),
    actions: [action('Publish…', 'prompts.publish', { kind, number }), action('Saved cases', 'prompts.cases', { kind })],
  };
};
