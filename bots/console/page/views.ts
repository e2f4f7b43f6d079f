import { byId, makeButton } from './dom.ts';

/** On a narrow window one pane is seen at a time; these buttons choose it. On a wide one all are seen and the buttons are not. */
export function showViews(views: { id: string; label: string }[]): void {
  const buttons = views.map(({ id, label }) => {
    const button = makeButton(label, () => choose(id));
    return { id, button };
  });
  const choose = (wanted: string): void => {
    for (const { id, button } of buttons) {
      button.setAttribute('aria-current', String(id === wanted));
      byId(id).classList.toggle('chosen', id === wanted);
    }
  };
  byId('views').replaceChildren(...buttons.map(({ button }) => button));
  choose(views[0]?.id ?? '');
}
