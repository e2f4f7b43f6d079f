import { link, lookAtLink } from './slack-calls.ts';
import { ask, showTrouble, takeToken } from './slack-gate.ts';

const title = 'Link your Slack account';

async function start(): Promise<void> {
  const token = takeToken('/slack/link');
  const back = `${location.origin}/slack/link#${token}`;
  if (token === '') return ask(title, ['Open the address that Slack showed you whole, with what stands behind the #.'], null);
  try {
    const { name, workspace, linkedAs, linkedTo, you } = await lookAtLink(token);
    const lines = [
      `“${name}” in the Slack workspace “${workspace}” says to be a member of your company’s staff. You are signed in as ${you}.`,
      'Press only if this is your own Slack account: it will act in your name.',
    ];
    if (linkedAs !== null) lines.push(`You are linked to “${linkedAs}” there now. That link ends.`);
    if (linkedTo !== null) lines.push(`“${name}” is linked to ${linkedTo} now. That link ends.`);
    ask(title, lines, { label: 'This is me', press: () => finish(token, back) });
  } catch (failure) {
    showTrouble(title, failure, back);
  }
}

async function finish(token: string, back: string): Promise<void> {
  try {
    const { userName, workspace } = await link(token);
    ask('You are linked', [`In “${workspace}” you are ${userName} now. Go back to Slack and say it again.`], null);
  } catch (failure) {
    showTrouble(title, failure, back);
  }
}

addEventListener('hashchange', () => {
  if (location.hash !== '') void start();
});
void start();
