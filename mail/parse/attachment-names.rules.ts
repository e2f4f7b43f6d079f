const longestName = 200;
const controlsAndMarks = /[\p{Cc}\p{Cf}]+/gu;

/** File endings for parts that came without a name. */
const endings: Record<string, string> = {
  'application/pdf': '.pdf',
  'application/zip': '.zip',
  'application/json': '.json',
  'application/ms-tnef': '.dat',
  'application/pkcs7-signature': '.p7s',
  'application/pkcs7-mime': '.p7m',
  'application/x-pkcs7-mime': '.p7m',
  'application/x-pkcs7-signature': '.p7s',
  'application/pgp-signature': '.asc',
  'application/pgp-keys': '.asc',
  'application/msword': '.doc',
  'application/rtf': '.rtf',
  'application/vnd.ms-excel': '.xls',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/xml': '.xml',
  'audio/mpeg': '.mp3',
  'audio/wav': '.wav',
  'audio/x-wav': '.wav',
  'image/bmp': '.bmp',
  'image/heic': '.heic',
  'image/jpg': '.jpg',
  'image/pjpeg': '.jpg',
  'image/tiff': '.tif',
  'image/gif': '.gif',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/svg+xml': '.svg',
  'image/webp': '.webp',
  'message/delivery-status': '.txt',
  'message/disposition-notification': '.txt',
  'message/feedback-report': '.txt',
  'message/rfc822': '.eml',
  'message/rfc822-headers': '.txt',
  'text/calendar': '.ics',
  'text/csv': '.csv',
  'text/html': '.html',
  'text/plain': '.txt',
  'text/rfc822-headers': '.txt',
  'text/vcard': '.vcf',
  'text/x-vcard': '.vcf',
  'text/rtf': '.rtf',
  'text/xml': '.xml',
  'video/mp4': '.mp4',
};

/**
 * A file name that is safe to show and to download under: the last path segment, no control, bidirectional or zero-width characters, at most 200
 * characters with the ending kept. A part without a name is called after its type and its place.
 */
export function attachmentName(written: string | undefined, contentType: string, place: number): string {
  const last = (written ?? '').replace(controlsAndMarks, '').split(/[\\/]/).at(-1) ?? '';
  const name = last
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[\s.]+/, '')
    .trim();
  if (name === '') return `attachment-${place}${endings[contentType] ?? '.bin'}`;
  if (name.length <= longestName) return name.toWellFormed();
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : '';
  return (name.slice(0, longestName - ending.length) + ending).toWellFormed();
}
