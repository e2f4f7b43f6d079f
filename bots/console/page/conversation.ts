import type { Card } from '../../cards/card.types.ts';
import type { Press } from './card-buttons.ts';
import { cardElement } from './card-view.ts';
import { newCommandId } from './command-id.ts';
import { make, makeButton } from './dom.ts';
import { followPending } from './follow-pending.ts';
import { CallFailure, failureText, press as pressAction, say } from './server-calls.ts';

/** The log of what was said and answered. */
export type Conversation = { element: HTMLElement; say(text: string): Promise<void> };

/** `signedOut` is called when the session is over; `acted` after every answer, for something may have changed. */
export function conversation(events: { signedOut: () => void; acted: () => void }): Conversation {
  const log = make('div', { class: 'log', attrs: { role: 'log', 'aria-live': 'polite', 'aria-label': 'Answers', tabindex: '0' } });
  let ticket: string | null = null;

  const show = (card: Card): void => {
    if (card.ticket !== null) ticket = card.ticket;
    let element = cardElement(card, press);
    log.append(element);
    scrollTo(log, element);
    const replace = (next: Card): void => {
      const drawn = cardElement(next, press);
      element.replaceWith(drawn);
      element = drawn;
      if (next.pending === undefined) scrollTo(log, drawn);
    };
    void followPending(card, replace, () => !element.isConnected);
  };

  /** Runs a call whose command id is fixed: what may have been lost on the way can be tried again and acts once. */
  const attempt = async (run: () => Promise<Card>, take: (card: Card) => void): Promise<boolean> => {
    const waiting = make('div', { class: 'waiting', attrs: { 'aria-label': 'Working' } }, make('i'), make('i'), make('i'));
    log.append(waiting);
    scrollTo(log, waiting);
    try {
      const card = await run();
      waiting.remove();
      take(card);
      events.acted();
      return card.kind !== 'error';
    } catch (failure) {
      waiting.remove();
      if (failure instanceof CallFailure && failure.status === 401) events.signedOut();
      else showFailure(failure, () => void attempt(run, take));
      return false;
    }
  };

  const showFailure = (failure: unknown, again: () => void): void => {
    const retry = makeButton('Try again', () => {
      note.remove();
      again();
    });
    const note = make(
      'div',
      { class: 'card card-error', attrs: { role: 'alert' } },
      make('p', { text: failureText(failure) }),
      make('div', { class: 'buttons' }, retry),
    );
    log.append(note);
    scrollTo(log, note);
  };

  const press: Press = (action, commandId, takeIn) =>
    attempt(
      () => pressAction(action, commandId),
      (card) => {
        if (takeIn?.(card) !== true) show(card);
      },
    );

  return {
    element: log,
    say: async (text) => {
      log.querySelector('.welcome')?.remove();
      log.append(make('p', { class: 'said', text }));
      const commandId = newCommandId();
      const about = ticket;
      await attempt(() => say(text, commandId, about), show);
    },
  };
}

/** Shows the beginning of a new answer, with what was said before it; what is longer than the window is read downwards. */
function scrollTo(log: HTMLElement, element: HTMLElement): void {
  const before = element.previousElementSibling;
  const top = before instanceof HTMLElement && before.classList.contains('said') ? before : element;
  const isTaller = element.offsetTop + element.offsetHeight - top.offsetTop > log.clientHeight - 40;
  log.scrollTop = isTaller ? top.offsetTop - log.offsetTop - 12 : log.scrollHeight;
}
