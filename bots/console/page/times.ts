const longForm = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const clockForm = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dayForm = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const yearForm = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

/** The instant in the browser's own zone, as short as it can be told: time of today, day of this year, else the date. */
export function shortTime(at: Date, now: Date): string {
  if (at.toDateString() === now.toDateString()) return clockForm.format(at);
  return at.getFullYear() === now.getFullYear() ? dayForm.format(at) : yearForm.format(at);
}

/** A time element: short to read, whole when pointed at. A text that is no instant is shown as it is. */
export function timeElement(iso: string, fallback = iso): HTMLElement {
  const at = new Date(iso);
  const element = document.createElement('time');
  if (Number.isNaN(at.getTime())) {
    element.textContent = fallback;
    return element;
  }
  element.dateTime = at.toISOString();
  element.title = longForm.format(at);
  element.textContent = shortTime(at, new Date());
  return element;
}
