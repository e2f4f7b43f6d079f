import { make, makeButton } from './dom.ts';
import { mailList } from './mail-list.ts';
import { failureText, mailbox, type ReceivedLine, receivedMail, sendSample } from './server-calls.ts';
import { timeElement } from './times.ts';

/** What the demo customers received, each with a way to answer as that customer. */
export type MailboxPanel = { element: HTMLElement; refresh(): Promise<void> };

/** `sent` hears what was sent, in words. */
export function mailboxPanel(sent: (words: string) => void): MailboxPanel {
  const list = mailList<ReceivedLine>({
    idOf: (line) => line.id,
    stampOf: (line) => line.id,
    head: headOf,
    open: (line) => openMail(line, sent),
    empty: 'The demo customers have received nothing yet. Send a sample mail above: its acknowledgement arrives here within seconds.',
  });
  return {
    element: list.element,
    refresh: async () => list.show((await mailbox()).mails),
  };
}

function headOf(line: ReceivedLine): Node[] {
  return [
    make('span', { class: 'mail-top' }, make('span', { class: 'mail-who', text: `To ${line.to.join(', ')}` })),
    make('span', { class: 'mail-subject', text: line.subject || '(no subject)' }),
    make('span', { class: 'mail-facts muted' }, `from ${line.from.name || line.from.address} · `, timeElement(line.receivedAt)),
  ];
}

async function openMail(line: ReceivedLine, sent: (words: string) => void): Promise<Node[]> {
  const mail = await receivedMail(line.id);
  const spot = make('div');
  const reply = makeButton('Reply as customer', () => {
    reply.hidden = true;
    const form = replyForm(line, sent, () => {
      form.remove();
      reply.hidden = false;
      reply.focus();
    });
    spot.append(form);
    form.querySelector('textarea')?.focus();
  });
  spot.append(make('div', { class: 'buttons small' }, reply));
  return [make('pre', { class: 'mail-text', text: mail.text }), spot];
}

function replyForm(line: ReceivedLine, sent: (words: string) => void, close: () => void): HTMLFormElement {
  const area = make('textarea', { attrs: { rows: '4', required: '', 'aria-label': `Reply as ${line.to[0] ?? 'customer'}` } });
  area.value = 'Thank you for the quick answer. It happened again a minute ago, so please keep this open.';
  const send = make('button', { text: 'Send reply', class: 'primary', attrs: { type: 'submit' } });
  const failure = make('p', { class: 'failure', attrs: { role: 'alert' } });
  const form = make('form', { class: 'reply' }, area, make('div', { class: 'buttons small' }, send, makeButton('Cancel', close)), failure);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send.disabled = true;
    failure.textContent = '';
    sendSample({ kind: 'reply', mailId: line.id, text: area.value })
      .then((mail) => {
        close();
        sent(`Replied as ${mail.from.address}. It joins its ticket.`);
      })
      .catch((problem: unknown) => {
        failure.textContent = failureText(problem);
        send.disabled = false;
      });
  });
  return form;
}
