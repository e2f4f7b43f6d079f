import { call } from './server-calls.ts';
import { ask, showTrouble } from './slack-gate.ts';

type View = {
  address: string;
  provider: string;
  state: 'pending' | 'connected' | 'refused';
  logins: string[];
  account: string | null;
  trouble: string | null;
};

const title = 'Connect a mailbox';

async function start(): Promise<void> {
  const address = decodeURIComponent(location.hash.slice(1));
  if (address === '') return ask(title, ['Open the address you were given whole, with what stands behind the #.'], null);
  try {
    const view = await call<View>('POST', '/api/mailbox-oauth/look', { address });
    ask(`Connect ${view.address}`, wordsOf(view), { label: `Go to ${view.provider}`, press: () => go(view.address) });
  } catch (failure) {
    showTrouble(title, failure, location.href);
  }
}

function wordsOf({ address, provider, state, logins, account, trouble }: View): string[] {
  const now =
    state === 'connected'
      ? `It is connected${account === null ? '' : ` as ${account}`}. Connecting it again replaces that.`
      : 'It is not connected yet.';
  const who = `At ${provider}, choose the account ${logins.join(' and ') || address}, or one that may open that shared mailbox.`;
  return [...(trouble === null ? [] : [trouble]), now, who];
}

async function go(address: string): Promise<void> {
  try {
    const { url } = await call<{ url: string }>('POST', '/api/mailbox-oauth/begin', { address });
    location.assign(url);
  } catch (failure) {
    showTrouble(title, failure, location.href);
  }
}

addEventListener('hashchange', () => void start());
void start();
