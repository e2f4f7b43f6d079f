const style = `
html { background: #fff; color: #222; font: 14px/1.45 system-ui, sans-serif; overflow-wrap: anywhere }
body { margin: 12px }
img { max-width: 100%; height: auto }
table { max-width: 100% }
blockquote { margin: 8px 0; padding-left: 12px; border-left: 3px solid #ccc }
.remote-picture { display: inline-block; padding: 2px 6px; margin: 2px; border: 1px dashed #888; color: #555; background: #f6f6f6; font: 12px/1.4 system-ui, sans-serif; cursor: help }
.remote-picture::before { content: "\\25A8\\00A0" }
a[data-leads-to]::after { content: " [leads to " attr(data-leads-to) "]"; color: #b00020; font-weight: bold }
.of-deskhand { margin: 0 0 12px; padding: 6px 10px; border: 1px solid #ddd; border-radius: 4px; background: #fafafa; color: #555; font: 12px/1.4 system-ui, sans-serif }
`;

/** The page around a mail's sanitised HTML: a style, what was not loaded, and links that open elsewhere. `html` is our sanitiser's and nothing else. */
export function asSentPage(html: string): string {
  const remote = html.split('<span class="remote-picture"').length - 1;
  const misleading = html.split('<a data-leads-to="').length - 1;
  const notes = [
    ...(remote === 0 ? [] : [`${remote} ${remote === 1 ? 'picture' : 'pictures'} on the web ${remote === 1 ? 'was' : 'were'} not loaded.`]),
    ...(misleading === 0 ? [] : [`${misleading} ${misleading === 1 ? 'link does not lead' : 'links do not lead'} where the text says.`]),
  ];
  const note = notes.length === 0 ? '' : `<p class="of-deskhand">${notes.join(' ')}</p>`;
  return `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Mail as it was sent</title><base target="_blank"><style>${style}</style></head><body>${note}${html}</body></html>\n`;
}

/**
 * Headers of that page. The sandbox takes its origin away (no cookies, no storage, no scripts, no forms); links may open a window of their own. It may stand
 * only in a frame of ours (helpdesk.md 4, row 14).
 */
export const asSentHeaders = {
  'Content-Security-Policy':
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  'X-Frame-Options': 'SAMEORIGIN',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'private, no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Type': 'text/html; charset=utf-8',
};
