import { make, makeButton } from './dom.ts';
import { mailList } from './mail-list.ts';
import { type Address, failureText, type OutboxLine, outbox, outboxMail } from './server-calls.ts';
import { isSafeLink } from './spans.ts';
import { timeElement } from './times.ts';

const states: Record<string, string> = {
  queued: 'Queued',
  sending: 'Sending',
  sent: 'Sent',
  failed: 'Failed',
  uncertain: 'Uncertain',
  cancelled: 'Cancelled',
};
const purposes: Record<string, string> = {
  acknowledgement: 'Acknowledgement',
  reply: 'Reply',
  forward: 'Forward',
  outreach: 'New mail',
  notice: 'Notice',
  satisfaction: 'Satisfaction question',
};

/** Outward mails with their states; `refresh` asks for the newest again. */
export type OutboxPanel = { elements: Node[]; refresh(): Promise<void> };

export function outboxPanel(): OutboxPanel {
  const count = make('span', { class: 'count' });
  const list = mailList<OutboxLine>({
    idOf: (line) => line.id,
    stampOf: (line) => line.state,
    head: headOf,
    open: openMail,
    empty: 'No mail has gone out yet. Acknowledgements and your replies appear here, each with its state, the moment they are queued.',
  });
  let newest: OutboxLine[] = [];
  let older: OutboxLine[] = [];
  const more = makeButton('Show older', () => void showOlder(), 'link');
  const foot = make('p', { class: 'foot' }, more);

  const show = (hasMore: boolean): void => {
    const known = new Set(newest.map((line) => line.id));
    const all = [...newest, ...older.filter((line) => !known.has(line.id))];
    list.show(all);
    foot.hidden = !hasMore;
    count.textContent = all.length === 0 ? '' : `${all.length}${hasMore ? '+' : ''}`;
  };
  let olderHasMore: boolean | null = null;
  const showOlder = async (): Promise<void> => {
    try {
      const page = await outbox((older.at(-1) ?? newest.at(-1))?.id ?? null);
      older = [...older, ...page.mails];
      olderHasMore = page.more;
      more.textContent = 'Show older';
      show(page.more);
    } catch (failure) {
      more.textContent = `${failureText(failure)} Try again`;
    }
  };

  return {
    elements: [
      make('header', { class: 'pane-head' }, make('h2', { text: 'Outbox' }), count),
      make('div', { class: 'scroll' }, list.element, foot),
    ],
    refresh: async () => {
      const page = await outbox();
      // Mails that newer ones pushed off the first page stay in sight once older ones are shown.
      if (older.length > 0) older = [...newest.filter((line) => !page.mails.some((mail) => mail.id === line.id)), ...older];
      newest = page.mails;
      show(olderHasMore ?? page.more);
    },
  };
}

function headOf(line: OutboxLine): Node[] {
  const who = line.to.map(nameOf).join(', ') || '(nobody)';
  return [
    make(
      'span',
      { class: 'mail-top' },
      make('span', { class: 'mail-who', text: who }),
      make('span', { class: `state state-${line.state}`, text: states[line.state] ?? line.state }),
    ),
    make('span', { class: 'mail-subject', text: line.subject || '(no subject)' }),
    make(
      'span',
      { class: 'mail-facts muted' },
      purposes[line.purpose] ?? line.purpose,
      line.ticket === null ? null : ` · ${line.ticket}`,
      ' · ',
      timeElement(line.queuedAt),
    ),
  ];
}

async function openMail(line: OutboxLine): Promise<Node[]> {
  const mail = await outboxMail(line.id);
  const files = mail.files.map((file) =>
    isSafeLink(file.href)
      ? make('li', {}, make('a', { text: file.filename, attrs: { href: file.href, target: '_blank', rel: 'noopener noreferrer' } }))
      : make('li', { text: file.filename }),
  );
  return [
    factLine('To', line.to),
    ...(line.cc.length === 0 ? [] : [factLine('Cc', line.cc)]),
    make('pre', { class: 'mail-text', text: mail.text }),
    ...(files.length === 0 ? [] : [make('ul', { class: 'files' }, ...files)]),
    ...(mail.lastResult === null ? [] : [make('p', { class: 'muted', text: `Last answer of the server: ${mail.lastResult}` })]),
  ];
}

function factLine(label: string, addresses: Address[]): HTMLElement {
  const text = addresses.map(({ name, address }) => (name === '' ? address : `${name} <${address}>`)).join(', ');
  return make('p', { class: 'mail-fact' }, make('span', { class: 'muted', text: `${label}: ` }), text);
}

function nameOf({ name, address }: Address): string {
  return name || address;
}
