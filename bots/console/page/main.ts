import { commandLine } from './command-line.ts';
import { conversation } from './conversation.ts';
import { byId, make, makeButton } from './dom.ts';
import { showGate } from './gate.ts';
import { mailboxPanel } from './mailbox-panel.ts';
import { noticePanel } from './notice-panel.ts';
import { outboxPanel } from './outbox-panel.ts';
import { startPoll } from './poll.ts';
import { samplePanel } from './sample-panel.ts';
import { CallFailure, type CommandHelp, commands, failureText, type Me, me, samples, signOut } from './server-calls.ts';
import { starters, suggest } from './suggestions.ts';
import { showViews } from './views.ts';
import { keepWanted, takeWanted } from './wanted-ticket.ts';

const pollSeconds = 2;

async function start(): Promise<void> {
  try {
    const who = await me();
    showPerson(who);
    await showDesk(who);
  } catch (failure) {
    if (failure instanceof CallFailure && failure.status === 401) {
      keepWanted(Date.now());
      signedOut();
    } else showGate('Deskhand cannot be shown', failureText(failure), null);
  }
}

function showPerson(who: Me): void {
  byId('tenant').textContent = who.tenant.name;
  byId('person').textContent = `${who.user.name} · ${who.user.role}`;
  byId('sign-out').addEventListener('click', () => {
    signOut()
      .catch(() => undefined)
      .finally(signedOut);
  });
}

/** Takes everything off the page: what was shown is nobody's business any more. */
function signedOut(): void {
  byId('desk').remove();
  showGate(
    'You are signed out',
    'Open a new sign-in link to go on. A link works once, for 15 minutes.',
    'deskhand people sign-in you@company.example',
  );
}

async function showDesk(who: Me): Promise<void> {
  const { commands: known } = await commands();
  const outbox = outboxPanel();
  const poll = { now: (): void => undefined };
  const talk = conversation({ signedOut, acted: () => poll.now() });
  const line = commandLine(
    (text) => void talk.say(text),
    (text) => suggest(known, text),
  );
  talk.element.append(welcome(who, known, (text) => void talk.say(text)));
  byId('chat').append(talk.element, line.element);
  byId('outbox').append(...outbox.elements);
  const told = noticePanel((ticket) => void talk.say(`show ${ticket}`));
  byId('bell').append(told.button);
  byId('desk').append(told.element);
  const refreshCustomers = who.demo ? await showCustomers(() => poll.now()) : null;
  const views = [
    { id: 'chat', label: 'Chat' },
    { id: 'outbox', label: 'Outbox' },
    ...(refreshCustomers === null ? [] : [{ id: 'customers', label: 'Customers' }]),
  ];
  showViews(views);
  byId('desk').hidden = false;
  line.focus();
  const wanted = takeWanted(Date.now());
  if (wanted !== null) void talk.say(`show ${wanted}`);
  const ask = async (): Promise<void> => {
    await Promise.all([outbox.refresh(), told.refresh(), refreshCustomers?.()]);
  };
  poll.now = startPoll(pollSeconds, ask, { told: showTrouble, signedOut }).now;
}

/** The demo customers' side: send as one of them, and see what they receive. */
async function showCustomers(acted: () => void): Promise<() => Promise<void>> {
  const choices = await samples();
  const sending = samplePanel(choices, acted);
  const received = mailboxPanel((words) => {
    sending.tell(words);
    acted();
  });
  const pane = byId('customers');
  pane.hidden = false;
  pane.append(
    make('header', { class: 'pane-head' }, make('h2', { text: 'Customers’ mailbox' }), make('span', { class: 'count', text: 'demo' })),
    make('div', { class: 'scroll' }, sending.element, received.element),
  );
  return received.refresh;
}

function showTrouble(failure: unknown): void {
  const trouble = byId('trouble');
  trouble.hidden = failure === null;
  trouble.textContent = failure === null ? '' : failureText(failure);
}

function welcome(who: Me, known: CommandHelp[], say: (text: string) => void): HTMLElement {
  const words = who.demo
    ? 'Type a command below, or send a sample mail as a customer and watch it become a ticket.'
    : 'Type a command below. Mails your company sends appear in the outbox.';
  const buttons = starters(known).map((text) => makeButton(text, () => say(text), 'offer'));
  return make(
    'div',
    { class: 'welcome' },
    make('h2', { text: `Hello, ${who.user.name}` }),
    make('p', { text: words }),
    make('div', { class: 'offers' }, ...buttons),
  );
}

void start();
