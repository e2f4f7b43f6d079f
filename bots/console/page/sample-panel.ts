import { make, makeButton } from './dom.ts';
import { failureText, type Samples, sendSample } from './server-calls.ts';

/** Buttons that send a mail as a demo customer through the real SMTP door. */
export type SamplePanel = { element: HTMLElement; tell(words: string): void };

/** `sent` is called after each mail that the door took. */
export function samplePanel(choices: Samples, sent: () => void): SamplePanel {
  const from = picker(
    'From',
    choices.customers.map(({ address, name, customer }) => ({ value: address, text: `${name} · ${customer ?? 'not a customer'}` })),
  );
  const to = picker(
    'To',
    choices.mailboxes.map((address) => ({ value: address, text: address })),
  );
  const status = make('p', { class: 'status', attrs: { role: 'status' } });
  const tell = (words: string, failed = false): void => {
    status.textContent = words;
    status.classList.toggle('failure', failed);
  };
  const send = async (kind: string, button: HTMLButtonElement): Promise<void> => {
    button.disabled = true;
    try {
      const mail = await sendSample({ kind, from: from.select.value, to: to.select.value });
      tell(`Sent as ${mail.from.name}. A ticket follows in a moment.`);
      sent();
    } catch (failure) {
      tell(failureText(failure), true);
    } finally {
      button.disabled = false;
      button.focus();
    }
  };
  const buttons = choices.samples.map(({ kind, label }) => {
    const button = makeButton(label, () => void send(kind, button));
    return button;
  });
  const isReady = choices.mailboxes.length > 0;
  if (!isReady) tell('This company has no mailbox yet. Add one with “deskhand mailboxes add”.', true);
  for (const button of buttons) button.disabled = !isReady;
  const pickers = choices.mailboxes.length > 1 ? [from.label, to.label] : [from.label];
  const element = make(
    'div',
    { class: 'samples' },
    make('h3', { text: 'Send a sample mail' }),
    make('div', { class: 'pickers' }, ...pickers),
    make('div', { class: 'buttons small' }, ...buttons),
    status,
  );
  return { element, tell };
}

function picker(label: string, options: { value: string; text: string }[]): { label: HTMLElement; select: HTMLSelectElement } {
  const select = make('select', {}, ...options.map(({ value, text }) => make('option', { text, attrs: { value } })));
  return { select, label: make('label', { class: 'picker' }, make('span', { text: label }), select) };
}
