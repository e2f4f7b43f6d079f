import { byId, make, makeButton } from './dom.ts';
import { CallFailure, failureText } from './server-calls.ts';

const signInCommand = 'deskhand people sign-in you@company.example';

/** The token behind the #, which no browser sends to a server; it leaves the address at once. */
export function takeToken(path: string): string {
  const token = location.hash.slice(1);
  history.replaceState(null, '', path);
  return token;
}

/** One question with one button, or one sentence without. */
export function ask(title: string, lines: string[], button: { label: string; press: () => Promise<void> } | null): void {
  const press = (): void => {
    if (button === null) return;
    element?.setAttribute('disabled', '');
    void button.press();
  };
  const element = button === null ? null : makeButton(button.label, press, 'primary');
  byId('gate').replaceChildren(
    make('h1', { text: title }),
    ...lines.map((text) => make('p', { text })),
    ...(element === null ? [] : [element]),
    make('p', {}, make('a', { text: 'Deskhand', attrs: { href: '/' } })),
  );
}

/** Why it did not work. Somebody who is not signed in gets their link again: signing in takes them to another page. */
export function showTrouble(title: string, failure: unknown, linkBack: string | null): void {
  if (!(failure instanceof CallFailure && failure.status === 401)) {
    ask(title, [failureText(failure)], null);
    return;
  }
  byId('gate').replaceChildren(
    make('h1', { text: 'Sign in first' }),
    make('p', { text: 'Open a sign-in link of yours in this browser, then come back here with this address:' }),
    ...(linkBack === null
      ? []
      : [make('input', { attrs: { readonly: '', value: linkBack, 'aria-label': 'Address of this page', size: '48' } })]),
    make('p', {}, 'A sign-in link is made on the server with'),
    make('pre', { class: 'shell', text: signInCommand }),
  );
}
