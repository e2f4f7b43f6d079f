import type { CardAction } from '../../cards/card.types.ts';
import { type ActionWriter, actionButton, actionsBlock } from './action-value.rules.ts';
import type { ActionsBlock, Piece } from './blocks.types.ts';
import { limits } from './limits.rules.ts';
import { contextLine, piece, textSize } from './pack-pieces.rules.ts';
import { cleanText, hasInk } from './plain-text.rules.ts';

/** Text that one row of buttons may hold with its questions. */
const rowText = 2_000;

/** Buttons in rows, with what was too long for them written out below. */
export function actionPieces(writer: ActionWriter, actions: CardAction[]): Piece[] {
  const rows: ActionsBlock['elements'][] = [];
  let [room, size]: [number, number] = [0, 0];
  for (const action of actions) {
    const button = actionButton(writer, action);
    const own = textSize(button);
    if (room === 0 || size + own > rowText) {
      rows.push([]);
      [room, size] = [limits.buttonsInRow, 0];
    }
    rows.at(-1)?.push(button);
    [room, size] = [room - 1, size + own];
  }
  return [...rows.map((elements) => piece(actionsBlock(writer, elements))), ...actions.flatMap(writtenOut)];
}

function writtenOut(action: CardAction): Piece[] {
  const label = cleanText(action.label);
  const question = cleanText(action.confirm ?? '');
  const lines = [
    ...(label.length > limits.buttonText ? [`Button: ${label}`] : []),
    ...(question.length > limits.confirmText ? [`It asks: ${question}`] : []),
  ];
  return lines.filter(hasInk).flatMap((line) => (line.match(wholeCharacters) ?? []).map((part) => piece(contextLine(part))));
}

// Up to 1,900 characters of Unicode, of which each may be two units; a context line takes 2,000.
const wholeCharacters = /.{1,950}/gsu;
