import { make, makeButton } from './dom.ts';

/** Asks before something is done. Resolves to whether the person agreed; Escape and a click beside it mean no. */
export function askFirst(question: string, yes: string, isDangerous: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const close = (agreed: boolean) => (): void => dialog.close(agreed ? 'yes' : '');
    const agree = makeButton(yes, close(true), isDangerous ? 'danger' : 'primary');
    const refuse = makeButton('Cancel', close(false));
    const dialog = make(
      'dialog',
      { class: 'ask', attrs: { 'aria-label': 'Please confirm' } },
      make('p', { text: question }),
      make('div', { class: 'buttons' }, agree, refuse),
    );
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) dialog.close('');
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
    (isDangerous ? refuse : agree).focus();
  });
}
