// Types no browser runs, whatever it thinks of the content. Everything else (HTML, SVG, XML, script, unknown) goes out as bytes.
const inertTypes = new Set([
  'application/gzip',
  'application/msword',
  'application/pdf',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/zip',
  'audio/mpeg',
  'audio/wav',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/csv',
  'text/plain',
  'video/mp4',
]);

/** The type a stored file is handed out as: its own when that is inert, else `application/octet-stream`. Parameters are dropped. */
export function downloadType(stored: string): string {
  const bare = (stored.split(';')[0] ?? '').trim().toLowerCase();
  return inertTypes.has(bare) ? bare : 'application/octet-stream';
}

/** A file name safe to offer: one path segment without control or bidirectional-override characters, never empty. */
export function downloadName(stored: string): string {
  const name = (stored.split(/[\\/]/).pop() ?? '').replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').trim();
  return name.replace(/^\.+/, '').slice(-200) || 'file';
}

/** Headers that keep a file a download even where a browser would rather show it (helpdesk.md 4, rows 13 and 14). */
export const downloadHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'Cache-Control': 'private, no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** The same for a picture inside a mail as it was sent: a sandboxed page has no origin, so no picture of ours is of the same one. */
export const pictureHeaders = { ...downloadHeaders, 'Cross-Origin-Resource-Policy': 'cross-origin' };
