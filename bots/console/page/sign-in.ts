import { showGate } from './gate.ts';
import { failureText, signIn } from './server-calls.ts';

const command = 'deskhand people sign-in you@company.example';

/** The token stands behind the #, which no browser sends to a server, and leaves the address before anything else happens. */
async function exchange(): Promise<void> {
  const token = location.hash.slice(1).replace(/^token=/, '');
  history.replaceState(null, '', '/sign-in');
  if (token === '') {
    showGate(
      'Sign in',
      'Open the link you were given. A link works once, for 15 minutes. Without one, ask an admin of your company.',
      command,
    );
    return;
  }
  try {
    await signIn(token);
    location.replace('/');
  } catch (failure) {
    showGate('Not signed in', failureText(failure), null);
  }
}

// A new link opened in the same tab changes only what is behind the #, and the browser loads nothing.
addEventListener('hashchange', () => {
  if (location.hash !== '') void exchange();
});
void exchange();
