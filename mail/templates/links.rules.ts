/** Text as HTML text or as a quoted attribute's value (WHATWG: these five are enough in both). */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

const longestLink = 2_000;
// Each piece ends at the first character that cannot be in a link, and nothing follows it that could fail: no letter is read twice.
const beginning = /(?:https?:\/\/|www\.|mailto:)[^\s<>"“”«»]{1,2000}/gi;

/**
 * Escaped text in which web addresses (`https://…`, `http://…`, `www.…`) and `mailto:` can be clicked. The words shown are the address itself, so that no link says one
 * thing and leads elsewhere; full stops, brackets and quotes that close the sentence stay outside. Linear in the length of the text.
 */
export function linkified(text: string, style: string): string {
  let html = '';
  let end = 0;
  for (const found of text.matchAll(beginning)) {
    const before = text[found.index - 1];
    if (found.index < end || (before !== undefined && /[\p{L}\p{N}@/]/u.test(before))) continue;
    const shown = withoutTail(found[0]);
    const href = hrefOf(shown);
    if (href === null) continue;
    html += `${escapeHtml(text.slice(end, found.index))}<a href="${escapeHtml(href)}" style="${style}" class="dh-link">${escapeHtml(shown)}</a>`;
    end = found.index + shown.length;
  }
  return html + escapeHtml(text.slice(end));
}

function hrefOf(shown: string): string | null {
  if (shown.length > longestLink) return null;
  const address = /^www\./i.test(shown) ? `https://${shown}` : shown;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  // A name before @ is how a link to one place is dressed up as another.
  if (url.protocol !== 'mailto:' && (url.username !== '' || url.password !== '' || !url.hostname.includes('.'))) return null;
  return address;
}

function withoutTail(link: string): string {
  const open = count(link, '(') - count(link, ')');
  let end = link.length;
  let closing = -open;
  for (; end > 0; end--) {
    const last = link[end - 1] ?? '';
    if (last === ')' && closing > 0) closing -= 1;
    else if (!/[.,;:!?'’*_\]}]/.test(last)) break;
  }
  return link.slice(0, end);
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}
