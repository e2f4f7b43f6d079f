const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '\0': '' };
const special = /[&<>"'\0]/;
const specials = /[&<>"'\0]/g;

/** Text that is only text, between tags and in an attribute's quotes; a NUL, which PostgreSQL cannot store, and half characters are left out. */
export function escapedHtml(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return special.test(whole) ? whole.replace(specials, (sign) => entities[sign] ?? '') : whole;
}
