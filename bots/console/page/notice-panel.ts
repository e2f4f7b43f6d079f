import { make, makeButton } from './dom.ts';
import { failureText, type NoticeLine, notices, readNotices, unreadNotices } from './server-calls.ts';
import { timeElement } from './times.ts';

/** The bell with the number of unread notices, and the list it opens. `refresh` asks for the number, and for the list while it is open. */
export type NoticePanel = { button: HTMLElement; element: HTMLElement; refresh(): Promise<void> };

/** `open` is told the ticket of a notice that was pressed. */
export function noticePanel(open: (ticket: string) => void): NoticePanel {
  const bell = newBell(() => void toggle());
  const frame = newFrame(() => void read(null));
  const { element, failure } = frame;
  const count = (unread: number): void => {
    bell.count(unread);
    frame.readAll.hidden = unread === 0;
  };
  const showList = async (): Promise<void> => {
    const page = await notices();
    count(page.unread);
    frame.show(page.notifications.map((line) => lineElement(line, () => void press(line))));
  };
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    failure.textContent = '';
    await work().catch((problem: unknown) => {
      failure.textContent = failureText(problem);
    });
  };
  const setOpen = (isOpen: boolean): void => {
    element.hidden = !isOpen;
    bell.button.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) bell.button.focus();
  };
  const toggle = async (): Promise<void> => {
    setOpen(element.hidden === true);
    if (!element.hidden) await attempt(showList);
  };
  const read = (id: string | null): Promise<void> =>
    attempt(async () => {
      count((await readNotices(id)).unread);
      if (!element.hidden) await showList();
    });
  const press = async (line: NoticeLine): Promise<void> => {
    setOpen(false);
    open(line.ticket);
    if (!line.isRead) await read(line.id);
  };
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') setOpen(false);
  });

  let known = -1;
  return {
    button: bell.button,
    element,
    refresh: async () => {
      const { unread } = await unreadNotices();
      count(unread);
      // A list that is being read must not be drawn anew without a reason.
      if (!element.hidden && unread !== known) await showList();
      known = unread;
    },
  };
}

function newBell(press: () => void): { button: HTMLButtonElement; count(unread: number): void } {
  const badge = make('span', { class: 'badge', attrs: { hidden: '' } });
  const button = makeButton('Notifications', press, 'quiet bell');
  button.append(badge);
  button.setAttribute('aria-expanded', 'false');
  button.setAttribute('aria-controls', 'notices');
  const count = (unread: number): void => {
    badge.hidden = unread === 0;
    badge.textContent = unread > 99 ? '99+' : String(unread);
    badge.title = `${unread} unread`;
  };
  return { button, count };
}

function newFrame(readEverything: () => void) {
  const list = make('ul', { class: 'notices' });
  const empty = make('p', { class: 'empty', text: 'Nobody has told you anything yet.' });
  const failure = make('p', { class: 'failure', attrs: { role: 'alert' } });
  const readAll = makeButton('Mark all read', readEverything, 'link');
  const element = make(
    'section',
    { class: 'notice-panel', attrs: { id: 'notices', 'aria-label': 'Notifications', hidden: '' } },
    make('header', { class: 'pane-head' }, make('h2', { text: 'Notifications' }), readAll),
    failure,
    make('div', { class: 'scroll' }, empty, list),
  );
  const show = (items: HTMLElement[]): void => {
    empty.hidden = items.length > 0;
    list.replaceChildren(...items);
  };
  return { element, failure, readAll, show };
}

function lineElement(line: NoticeLine, press: () => void): HTMLElement {
  const parts = [
    make('span', { class: 'notice-what', text: line.text }),
    make('span', { class: 'notice-ticket', text: `${line.ticket} ${line.subject}` }),
    make('span', { class: 'muted' }, timeElement(line.at)),
  ];
  return make(
    'li',
    { class: line.isRead ? '' : 'unread' },
    make('button', { class: 'notice-line', attrs: { type: 'button' }, click: press }, ...parts),
  );
}
