/** The fields of one recipient or of the whole report, by lower-case name; a repeated field keeps all its values. */
export type ReportFields = ReadonlyMap<string, readonly string[]>;

/** A delivery report's machine-readable part: what holds for the mail, and one group a recipient. */
export type ReportGroups = { message: ReportFields; recipients: ReportFields[] };

const mostLines = 5000;
const mostRecipients = 200;
const longestValue = 4000;
const recipientKeys = new Set(['final-recipient', 'original-recipient']);

/**
 * Reads the fields of a delivery report (RFC 3464 2.1). Servers leave the blank line between groups out or put one too many, so a recipient ends
 * where a field comes back that may stand only once in a group. Lines without a field name go on with the field above.
 */
export function readReportFields(text: string): ReportGroups {
  const message = new Map<string, string[]>();
  const recipients: Map<string, string[]>[] = [];
  let current = message;
  let last: string[] | null = null;
  for (const line of text.split('\n').slice(0, mostLines)) {
    const field = /^[ \t]{0,3}([a-z][\w-]{2,60}):[ \t]*(.*)$/i.exec(line.slice(0, longestValue));
    if (field === null) {
      last = goOn(last, line);
      continue;
    }
    const key = (field[1] ?? '').toLowerCase();
    const isNew = recipientKeys.has(key) && (current === message || current.has(key));
    if (isNew && recipients.length < mostRecipients) {
      current = beginGroup(message, current, recipients);
    }
    last = [...(current.get(key) ?? []), (field[2] ?? '').trim()];
    current.set(key, last);
  }
  return { message, recipients };
}

/** The first value of a field, '' when there is none. */
export function fieldOf(fields: ReportFields, key: string): string {
  return fields.get(key)?.[0] ?? '';
}

const early = ['action', 'status', 'diagnostic-code'];

/** Some servers write the action or the status above the recipient: what stands there unclaimed is the new recipient's. */
function beginGroup(
  message: Map<string, string[]>,
  current: Map<string, string[]>,
  recipients: Map<string, string[]>[],
): Map<string, string[]> {
  const group = new Map<string, string[]>();
  for (const key of early) {
    const values = current === message ? message.get(key) : undefined;
    if (values !== undefined) group.set(key, values);
    if (current === message) message.delete(key);
  }
  recipients.push(group);
  return group;
}

function goOn(last: string[] | null, line: string): string[] | null {
  const more = line.trim();
  if (more === '') return null;
  const value = last?.at(-1);
  if (last === null || value === undefined) return last;
  if (value.length < longestValue) last[last.length - 1] = `${value} ${more.slice(0, longestValue)}`.trim();
  return last;
}
