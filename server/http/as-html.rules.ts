/** Text as HTML text or attribute value (WHATWG: these five are enough in both). */
export function asHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
