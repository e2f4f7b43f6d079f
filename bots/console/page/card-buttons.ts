import type { Card, CardAction } from '../../cards/card.types.ts';
import { askFirst } from './ask-first.ts';
import { newCommandId } from './command-id.ts';
import { makeButton } from './dom.ts';

/** What a press does with its answer before it is shown as a new card: true when it took it in. */
export type TakeIn = (answer: Card) => boolean;

/** Presses an action under a command id. Resolves to whether it was done; shows the answer or the failure itself. */
export type Press = (action: CardAction, commandId: string, takeIn?: TakeIn) => Promise<boolean>;

/** A button of a card. Its command id is fixed here, so a second press or a retry after a lost answer acts once. */
export function actionButton(action: CardAction, press: Press): HTMLButtonElement {
  const commandId = newCommandId();
  const button = makeButton(
    action.label,
    () => void pressOnce(button, action, () => press(action, commandId)),
    action.style === 'default' ? '' : action.style,
  );
  return button;
}

/** Asks when the action wants it, shows that it runs, and marks it when it is done. */
export async function pressOnce(button: HTMLButtonElement, action: CardAction, run: () => Promise<boolean>): Promise<void> {
  if (button.getAttribute('aria-busy') === 'true') return;
  if (action.confirm !== null && !(await askFirst(action.confirm, action.label, action.style === 'danger'))) return;
  button.setAttribute('aria-busy', 'true');
  try {
    if (await run()) button.classList.add('pressed');
  } finally {
    button.removeAttribute('aria-busy');
  }
}
