import { claim, lookAtClaim } from './slack-calls.ts';
import { ask, showTrouble, takeToken } from './slack-gate.ts';

const title = 'Claim this workspace';

async function start(): Promise<void> {
  const token = takeToken('/slack/claim');
  const back = `${location.origin}/slack/claim#${token}`;
  if (token === '') return ask(title, ['Open the address you were given whole, with what stands behind the #.'], null);
  try {
    const { workspace } = await lookAtClaim(token);
    const about = `Deskhand was installed in the Slack workspace “${workspace}” from Slack. It belongs to no company yet.`;
    ask(title, [about, 'Claim it only if it is your company’s: whoever is linked in it works in your help desk.'], {
      label: `Connect “${workspace}” to my company`,
      press: () => finish(token, back),
    });
  } catch (failure) {
    showTrouble(title, failure, back);
  }
}

async function finish(token: string, back: string): Promise<void> {
  try {
    const { workspace } = await claim(token);
    ask(`${workspace} is connected`, ['Next: invite Deskhand into a channel, and say “link slack” in the console to link yourself.'], null);
  } catch (failure) {
    showTrouble(title, failure, back);
  }
}

addEventListener('hashchange', () => {
  if (location.hash !== '') void start();
});
void start();
