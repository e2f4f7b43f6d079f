// Our own sanitiser wrote it: nothing else in such HTML can look like this, for every quote in a text is escaped.
const picture = / src="cid:([^"]{1,3000})"/g;

/** Content-IDs (RFC 2392) of the pictures that sanitised HTML shows from the mail's own files. */
export function shownPictures(html: string | null): Set<string> {
  return new Set([...(html ?? '').matchAll(picture)].map(([, id = '']) => decodeURIComponent(id)));
}

/** Sanitised HTML with its own pictures at addresses that load; one without an address keeps only its description. */
export function withPictures(html: string, addressOf: (contentId: string) => string | null): string {
  return html.replace(picture, (_whole, id: string) => {
    const address = addressOf(decodeURIComponent(id));
    return address === null ? '' : ` src="${address}"`;
  });
}
