import type { BounceRecipient, BounceReport } from '../../../domain/mailboxes/bounce-report.types.ts';
import type { MailAddress } from '../../../domain/mailboxes/parsed-mail.types.ts';
import { readPrintedAddresses } from '../forward/printed-addresses.rules.ts';
import { firstHeader, type MailHeaders } from '../header-lines.rules.ts';
import { stripTags } from '../html-shape.rules.ts';
import { firstMessageId } from '../message-ids.rules.ts';
import { normalAddress } from '../normal-address.rules.ts';
import { categoryReason } from './category-fields.rules.ts';
import { type CloudNotice, readCloudNotice } from './cloud-notices.rules.ts';
import { headersOf, type MailPart, type MailParts, splitMail } from './mail-parts.rules.ts';
import { readNoticeRecipients } from './notice-recipients.rules.ts';
import { judgeRecipient } from './recipient-verdict.rules.ts';
import { fieldOf, type ReportFields, type ReportGroups, readReportFields } from './report-fields.rules.ts';
import { splitReturned } from './returned-part.rules.ts';
import { repliesIn, statusesIn } from './smtp-codes.rules.ts';

/** What a report says in words and what it returns. */
type Notice = { notice: string; returned: MailHeaders; fields: ReportGroups };

/**
 * Reads a delivery report: its machine-readable part (RFC 3464) where there is one, its words where there is none, and in both cases the returned
 * mail's headers. `raw` is the mail or its first bytes (512 KB are plenty). Whether the mail is a report at all is `classifyMail`'s to say.
 */
export function readBounce(raw: Buffer): BounceReport {
  const mail = splitMail(raw);
  const cloud = readCloudNotice(mail.parts[0]?.text ?? '');
  if (cloud !== null) return cloudReport(cloud);
  const notice = readNotice(mail);
  const judged = notice.fields.recipients.length > 0 ? fromFields(notice) : fromWords(mail.headers, notice);
  return { recipients: judged, originalMessageId: firstMessageId(firstHeader(notice.returned, 'message-id')) };
}

/** Reads a complaint (RFC 5965): who complained, as far as the report tells, and about which mail. */
export function readComplaint(raw: Buffer): BounceReport {
  const mail = splitMail(raw);
  const cloud = readCloudNotice(mail.parts[0]?.text ?? '');
  if (cloud !== null) return cloudReport(cloud);
  const report = mail.parts.find(({ type }) => type === 'message/feedback-report');
  const { returned } = readNotice(mail);
  const fields = readReportFields(report?.text ?? '').message;
  const named = [
    ...(fields.get('original-rcpt-to') ?? []),
    ...(fields.get('removal-recipient') ?? []),
    ...(returned.get('x-hmxmroriginalrecipient') ?? []),
  ];
  const addresses = addressesIn(named.length > 0 ? named : (returned.get('to') ?? [])).map(({ address }) => address);
  const recipients = (addresses.length > 0 ? [...new Set(addresses)] : [null]).map(complainer);
  return { recipients, originalMessageId: firstMessageId(firstHeader(returned, 'message-id')) };
}

function complainer(address: string | null): BounceRecipient {
  return { address, status: '', reply: '', action: '', hard: false, reason: 'feedback', diagnostic: '' };
}

function cloudReport(cloud: CloudNotice): BounceReport {
  const originalMessageId = firstMessageId(cloud.messageId ?? '');
  const recipients = cloud.recipients.map(({ address, ...rest }) =>
    cloud.kind === 'complaint'
      ? complainer(normalAddress(address))
      : judgeRecipient({
          ...rest,
          address: normalAddress(address),
          remarks: '',
          action: rest.action || (cloud.kind === 'delivery' ? 'delivered' : 'failed'),
        }),
  );
  return { recipients, originalMessageId };
}

function readNotice({ parts }: MailParts): Notice {
  const isReturned = ({ type }: MailPart): boolean =>
    type === 'message/rfc822' || type === 'text/rfc822-headers' || type === 'message/rfc822-headers';
  const words = parts.find(({ type, text }) => /^text\/(?:plain|html)$/.test(type) && text.trim() !== '');
  const text = words === undefined ? '' : words.type === 'text/html' ? stripTags(words.text) : words.text;
  const split = splitReturned(text);
  const attached =
    parts.find(isReturned) ??
    parts.find((part) => part !== words && /^text\/plain$/.test(part.type) && splitReturned(part.text).returned !== '');
  const report = parts.find(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type));
  return {
    notice: split.notice,
    returned: headersOf(
      attached === undefined ? split.returned : isReturned(attached) ? attached.text : splitReturned(attached.text).returned,
    ),
    fields: readReportFields(report?.text ?? machinePart(parts)),
  };
}

/** Fields that were sent as plain text, because the server knows no report or another one flattened it. */
function machinePart(parts: readonly MailPart[]): string {
  for (const { type, text } of parts) {
    if (!/^(?:text|message)\//.test(type)) continue;
    const at = /^[ \t]{0,3}(?:reporting-mta|final-recipient|original-recipient):/im.exec(text.slice(0, 50_000))?.index ?? -1;
    const from = at < 0 ? -1 : Math.max(0, text.lastIndexOf('\n\n', at));
    if (from >= 0 && /^[ \t]{0,3}(?:action|status):/im.test(text.slice(from, at + 8000))) return text.slice(from);
  }
  return '';
}

function fromFields({ notice, fields, returned }: Notice): BounceRecipient[] {
  const said = readNoticeRecipients(notice, []);
  return fields.recipients.map((one) => {
    const address = addressOf(one) ?? (fields.recipients.length === 1 ? (said[0]?.address ?? firstTo(returned)) : null);
    const own = said.find((words) => words.address === address)?.said;
    return judgeRecipient({
      address,
      action: fieldOf(one, 'action'),
      status: fieldOf(one, 'status'),
      diagnostic: diagnosticOf(one),
      category: categoryReason(one),
      remarks: fields.recipients.length === 1 ? `${own ?? ''}\n${notice}` : (own ?? ''),
    });
  });
}

function addressOf(fields: ReportFields): string | null {
  for (const key of ['final-recipient', 'x-actual-recipient', 'original-recipient']) {
    const written = fieldOf(fields, key)
      .replace(/^[\w-]{1,30}\s{0,5};/, '')
      .replace(/^[\s<]+|[\s>]+$/g, '');
    const address = normalAddress(written) ?? addressesIn([written])[0]?.address ?? null;
    if (address !== null) return address;
  }
  return null;
}

function diagnosticOf(fields: ReportFields): string {
  return (fields.get('diagnostic-code') ?? []).map((value) => value.replace(/^\s{0,5}(?:smtp|lmtp|esmtp)\s{0,5};\s{0,5}/i, '')).join('\n');
}

function fromWords(headers: MailHeaders, { notice, returned }: Notice): BounceRecipient[] {
  const ours = addressesIn([...(headers.get('to') ?? []), ...(headers.get('from') ?? [])]).map(({ address }) => address);
  const failed = addressesIn(headers.get('x-failed-recipients') ?? []).map(({ address }) => address);
  const named = readNoticeRecipients(notice, ours);
  const addresses = failed.length > 0 ? failed : named.map(({ address }) => address);
  const known = addresses.length > 0 ? [...new Set(addresses)] : [firstTo(returned)];
  return known.map((address) => {
    const own = named.find((words) => words.address === address)?.said;
    return judgeRecipient({
      address,
      action: actionIn(notice),
      status: '',
      diagnostic: own !== undefined && (known.length > 1 || tells(own)) ? own : notice,
      remarks: known.length === 1 ? notice : '',
    });
  });
}

/** Whether the lines about a recipient name a code; else what was said stands elsewhere in the notice. */
function tells(words: string): boolean {
  return statusesIn(words).length > 0 || repliesIn(words).length > 0;
}

function firstTo(returned: MailHeaders): string | null {
  return addressesIn(returned.get('to') ?? [])[0]?.address ?? null;
}

function actionIn(notice: string): string {
  return /warning (?:message )?only|has been delayed|delayed mail|is delayed|will keep trying|will be retried|temporary (?:failure|error)|still (?:trying|being retried)/i.test(
    notice,
  )
    ? 'delayed'
    : 'failed';
}

/** The addresses of header values; what stands in the returned mail's headers is as unproven as printed ones. */
function addressesIn(values: readonly string[]): MailAddress[] {
  return readPrintedAddresses(values.join(', '));
}
