/** A bounce or complaint that a sending service reports as JSON (Amazon SES through SNS: its documentation, "notification contents"). */
export type CloudNotice = {
  kind: 'bounce' | 'complaint' | 'delivery';
  recipients: { address: string; action: string; status: string; diagnostic: string }[];
  messageId: string | null;
};

const longest = 200_000;

/** Reads such a notice; null when the text is none. */
export function readCloudNotice(text: string): CloudNotice | null {
  const start = text.slice(0, longest).trimStart();
  if (!start.startsWith('{') || !/"(?:notificationType|eventType)"/.test(start.slice(0, 5000))) return null;
  const notice = parsed(start);
  const kind = String(notice?.notificationType ?? notice?.eventType ?? '').toLowerCase();
  if (notice === null || (kind !== 'bounce' && kind !== 'complaint' && kind !== 'delivery')) return null;
  const detail = objectOf(notice[kind]);
  const list = detail.bouncedRecipients ?? detail.complainedRecipients ?? detail.recipients;
  const fallback = textOf(detail.smtpResponse);
  return {
    kind,
    recipients: (Array.isArray(list) ? list.slice(0, 100) : []).map((one: unknown) => {
      const fields = objectOf(one);
      return {
        address: typeof one === 'string' ? one : textOf(fields.emailAddress),
        action: textOf(fields.action),
        status: textOf(fields.status),
        diagnostic: textOf(fields.diagnosticCode) || fallback,
      };
    }),
    messageId: headerValue(objectOf(notice.mail).headers),
  };
}

/** Lines broken inside a string by the mail's own line length are joined again before giving up. */
function parsed(text: string): Record<string, unknown> | null {
  const end = text.lastIndexOf('}') + 1;
  for (const candidate of [text, text.slice(0, end), text.slice(0, end).replace(/\r?\n/g, '')]) {
    try {
      return objectOf(JSON.parse(candidate));
    } catch {
      // The next reading.
    }
  }
  return null;
}

function headerValue(headers: unknown): string | null {
  for (const one of Array.isArray(headers) ? headers.slice(0, 200) : []) {
    const { name, value } = objectOf(one);
    if (textOf(name).toLowerCase() === 'message-id') return textOf(value);
  }
  return null;
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 2000) : '';
}
