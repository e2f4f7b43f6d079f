import type { ClassifierView } from '../../../domain/learning/classifier-view.rules.ts';
import type { LearningStatus } from '../../../domain/learning/learning-status.ts';
import type { Card, Field, Row } from '../card.types.ts';
import { makeCard } from '../make-card.rules.ts';
import { action, askFirst, bold, field, muted, plain, row } from '../spans.rules.ts';
import { type Reader, when } from '../when.rules.ts';
import { figuresText, finePercent } from './figures-words.rules.ts';

const stateNames: Record<ClassifierView['state'], string> = {
  candidate: 'never used',
  active: 'in use',
  retired: 'used before',
  refused: 'not used',
};

/** What staff confirmed, what was learned from it, how well, and what can be done. */
export function learningCard(status: LearningStatus, reader: Reader): Card {
  const { target, active, history, isTraining } = status;
  const total = status.labels.reduce((sum, { count }) => sum + count, 0);
  return makeCard('list', [bold(`Classifier for the ${target}`)], {
    notices: isTraining ? [{ level: 'info', text: 'A training waits or runs.' }] : [],
    fields: [
      field(
        'Confirmed by staff',
        total === 0
          ? 'nothing yet'
          : `${total} tickets: ${status.labels.map(({ value, count }) => `${value.replaceAll('_', ' ')} ${count}`).join(', ')}`,
      ),
      field('Since the last training', String(status.fresh)),
      field('May be wrong', `at most ${finePercent(status.mostWrong)} of what is filled in`),
      ...inUse(active),
    ],
    text:
      active === null
        ? [
            plain(
              'None is in use: the rules suggest. Set types, or press “Type is right” on suggestions; 50 new ones train it by themselves.',
            ),
          ]
        : [],
    rows: history.map((one) => classifierRow(one, reader)),
    actions: [
      action('Train now', 'learn.train', { target }),
      ...(active === null
        ? []
        : [
            askFirst(
              'Go back',
              'learn.rollback',
              { target },
              `Take classifier ${active.number} out of use and go back to what was used before?`,
            ),
          ]),
    ],
  });
}

function inUse(active: ClassifierView | null): Field[] {
  if (active === null) return [];
  const acts =
    active.threshold === null
      ? 'it only ever suggests: it is too rarely sure enough to keep the bound'
      : `it fills the field in from ${finePercent(active.threshold)} sure on, else it offers three`;
  return [field('In use', `classifier ${active.number}, learned from ${active.labels} tickets; ${acts}`)];
}

function classifierRow(one: ClassifierView, reader: Reader): Row {
  const { after, before } = one.figures;
  return row(
    [
      bold(`Classifier ${one.number}`),
      muted(` · ${stateNames[one.state]} · `),
      when(one.trainedAt, reader),
      muted(one.trainedBy === null ? '' : ` · ${one.trainedBy}`),
    ],
    [
      plain(`on ${after.cases} tickets kept aside: ${figuresText(after)}`),
      ...(before === null ? [] : [plain(`the one before on the same: ${figuresText(before)}`)]),
    ],
  );
}
