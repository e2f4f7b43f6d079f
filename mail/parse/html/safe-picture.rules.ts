/** What becomes of a picture: shown from the mail itself, named but not loaded, or left out. */
export type SafePicture =
  | { kind: 'attached'; contentId: string }
  | { kind: 'embedded'; data: string }
  | { kind: 'remote'; address: string };

/** Longest picture that stands in the HTML itself, in characters of base64: an icon or a signature's logo. */
const longestData = 64 * 1024;
const longestAddress = 2_000;
/** Pictures no larger than this, in px, are counted, not looked at (read receipts). */
const smallest = 3;

/** Types of pictures browsers draw without running anything; SVG is none of them. */
const rasterTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** True for a picture that may be shown inside a text. */
export function isRasterPicture(contentType: string): boolean {
  return rasterTypes.has(contentType.toLowerCase());
}

/**
 * The picture that an `src` means: an attachment of the same mail by its Content-ID (RFC 2392), a small raster picture in a `data:` address (RFC 2397), or one on
 * the web, which is only named. Null for anything else.
 */
export function safePicture(src: string, attached: ReadonlySet<string>): SafePicture | null {
  const written = src.trim();
  const scheme = written.slice(0, 6).toLowerCase();
  if (scheme.startsWith('cid:')) return attachedPicture(written.slice(4), attached);
  if (scheme.startsWith('data:')) return embeddedPicture(written);
  const address = scheme.startsWith('//') ? `https:${written}` : written;
  if (!/^https?:/i.test(address) || address.length > longestAddress || !URL.canParse(address)) return null;
  return { kind: 'remote', address: new URL(address).href };
}

/** True for a picture that is made not to be seen, by what its attributes say of its size. */
export function isTrackingPixel(width: string | undefined, height: string | undefined): boolean {
  const isTiny = (written: string | undefined): boolean =>
    /^\s*\d{1,4}(?:px)?\s*$/.test(written ?? '') && Number.parseInt(written ?? '', 10) <= smallest;
  return isTiny(width) && isTiny(height);
}

function attachedPicture(written: string, attached: ReadonlySet<string>): SafePicture | null {
  const plain = written.slice(0, 998);
  const contentId = [plain, percentDecoded(plain)].find((id) => attached.has(id));
  return contentId === undefined ? null : { kind: 'attached', contentId };
}

function percentDecoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

function embeddedPicture(written: string): SafePicture | null {
  if (written.length > longestData) return null;
  const comma = written.indexOf(',');
  const [type = '', encoding = '', ...rest] = written
    .slice(5, comma < 0 ? 5 : comma)
    .toLowerCase()
    .split(';');
  const data = written.slice(comma + 1).replace(/\s+/g, '');
  if (!isRasterPicture(type) || encoding !== 'base64' || rest.length > 0 || !/^[a-z0-9+/]+={0,2}$/i.test(data)) return null;
  return { kind: 'embedded', data: `data:${type};base64,${data}` };
}
