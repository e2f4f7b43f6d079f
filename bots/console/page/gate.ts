import { byId, make } from './dom.ts';

/** Shows nothing but this: nobody is signed in, or signing in failed. */
export function showGate(title: string, words: string, command: string | null): void {
  const code = command === null ? [] : [make('p', {}, 'On the server, run'), make('pre', { class: 'shell', text: command })];
  const icon = make('img', { attrs: { src: '/page/icon.svg', alt: '', width: '40', height: '40' } });
  const gate = byId('gate');
  gate.replaceChildren(icon, make('h1', { text: title }), make('p', { text: words }), ...code);
  gate.hidden = false;
}
