import type { Suspicion } from '../../../domain/mailboxes/suspicion.types.ts';
import type { MailHeaders } from '../header-lines.rules.ts';

type Found = Omit<Suspicion, 'by'>;
/** Reads one header line; null when it does not call the mail bad. `value` is unfolded. */
type HeaderRule = { header: string; read: (value: string) => Found | null };

const spam = (why: string): Found => ({ kind: 'spam', why: why.trim().slice(0, 100) });
const virus = (why: string): Found => ({ kind: 'virus', why: why.trim().slice(0, 100) });
const yes = (value: string): Found | null => (/^(?:yes|true|1|spam)\b/i.test(value) ? spam(value.slice(0, 60)) : null);

/** Stars or x of X-Spam-Level that SpamAssassin and its kin call spam with their own default (`required_score 5`). */
const spamLevel = 5;
/** Microsoft: 5 and 6 are spam, 7 to 9 high confidence spam; -1 was let through unasked, 0 and 1 are clean (learn.microsoft.com, "Spam confidence level"). */
const spamConfidence = 5;

/**
 * What spam filters and scanners write, each as its maker documents it: SpamAssassin (X-Spam-Flag, -Status, -Level, also written by Rspamd, cPanel and others), Rspamd
 * (X-Rspamd-Action, X-Spamd-Bar, X-Spamd-Result, X-Spam), Barracuda, Exchange and Exchange Online (X-MS-Exchange-Organization-SCL; X-Forefront-Antispam-Report SCL, SFV and CAT),
 * Amazon SES (X-SES-Spam-Verdict, -Virus-Verdict), Proofpoint, Mailgun (X-Mailgun-SFlag), Google Groups (X-Google-Group-Spam), Bogofilter, SpamProbe,
 * DSPAM, ClamAV's milter, amavis, Mimecast-style and Cloudmark verdicts.
 */
export const spamHeaders: readonly HeaderRule[] = [
  { header: 'x-spam-flag', read: yes },
  { header: 'x-spam', read: yes },
  { header: 'x-spam-status', read: (value) => (/^yes\b/i.test(value) ? spam(value.slice(0, 60)) : null) },
  { header: 'x-spam-level', read: (value) => (/^[*x+s]+$/i.test(value) && value.length >= spamLevel ? spam(value.slice(0, 20)) : null) },
  {
    header: 'x-rspamd-action',
    read: (value) => (/^(?:reject|add header|rewrite subject|soft reject.*spam|quarantine)\b/i.test(value) ? spam(value) : null),
  },
  { header: 'x-spamd-bar', read: (value) => (/^\+{6,}$/.test(value) ? spam(value.slice(0, 20)) : null) },
  { header: 'x-rspamd-bar', read: (value) => (/^\+{6,}$/.test(value) ? spam(value.slice(0, 20)) : null) },
  { header: 'x-rspamd', read: (value) => (/^(?:spam|yes|reject|add header)\b/i.test(value) ? spam(value) : null) },
  { header: 'x-spamd-result', read: (value) => (/^\w{1,20}:\s{0,3}true\b/i.test(value) ? spam(value.slice(0, 60)) : null) },
  { header: 'x-barracuda-spam-flag', read: yes },
  { header: 'x-barracuda-spam-status', read: (value) => (/^yes\b/i.test(value) ? spam(value.slice(0, 60)) : null) },
  { header: 'x-barracuda-virus-flag', read: (value) => (/^yes\b/i.test(value) ? virus(value) : null) },
  { header: 'x-ms-exchange-organization-scl', read: confidence },
  { header: 'x-forefront-antispam-report', read: forefront },
  { header: 'x-ms-exchange-organization-antispam-report', read: forefront },
  { header: 'x-microsoft-antispam-mailbox-delivery', read: (value) => (/(?:^|;)\s{0,3}dest:J\b/i.test(value) ? spam('dest:J') : null) },
  { header: 'x-ses-spam-verdict', read: (value) => (/^fail\b/i.test(value) ? spam('FAIL') : null) },
  { header: 'x-ses-virus-verdict', read: (value) => (/^fail\b/i.test(value) ? virus('FAIL') : null) },
  {
    header: 'x-proofpoint-spam-details',
    read: (value) => (/\brule=(?!\w*notspam)\w*spam|\bclassifier=spam\b/i.test(value) ? spam(value.slice(0, 60)) : null),
  },
  { header: 'x-proofpoint-spam', read: yes },
  { header: 'x-proofpoint-virus-version', read: (value) => (/\binfected\b/i.test(value) ? virus('infected') : null) },
  { header: 'x-mailgun-sflag', read: yes },
  { header: 'x-google-group-spam', read: yes },
  { header: 'x-bogosity', read: (value) => (/^(?:spam|yes)\b/i.test(value) ? spam(value.slice(0, 60)) : null) },
  { header: 'x-spamprobe', read: (value) => (/^spam\b/i.test(value) ? spam(value.slice(0, 60)) : null) },
  {
    header: 'x-dspam-result',
    read: (value) => (/^(?:spam|blacklisted)\b/i.test(value) ? spam(value) : /^virus\b/i.test(value) ? virus(value) : null),
  },
  { header: 'x-crm114-status', read: (value) => (/^spam\b/i.test(value) ? spam(value.slice(0, 60)) : null) },
  { header: 'x-cmae-verdict', read: (value) => (/^spam\b/i.test(value) ? spam(value.slice(0, 60)) : null) },
  { header: 'x-ovh-spam-reason', read: (value) => (/^vr: *spam/i.test(value) ? spam(value.slice(0, 60)) : null) },
  { header: 'x-vr-status', read: (value) => (/^spam\b/i.test(value) ? spam(value) : null) },
  { header: 'x-gmx-antispam', read: (value) => (/^[1-9]\d{0,2}\b/.test(value) ? spam(value.slice(0, 60)) : null) },
  { header: 'x-virus-flag', read: (value) => (/^yes\b/i.test(value) ? virus(value) : null) },
  { header: 'x-virus-status', read: (value) => (/^(?:yes|infected)\b/i.test(value) ? virus(value.slice(0, 60)) : null) },
  {
    header: 'x-amavis-alert',
    read: (value) => (/\binfected\b/i.test(value) ? virus(value.slice(0, 60)) : /^spam\b/i.test(value) ? spam(value.slice(0, 60)) : null),
  },
];

/** The first header that calls the mail bad; a virus comes before spam. Headers that call it clean count for nothing: anybody can write them. */
export function readSpamHeaders(headers: MailHeaders): Suspicion | null {
  let found: Suspicion | null = null;
  for (const { header, read } of spamHeaders) {
    for (const value of (headers.get(header) ?? []).slice(0, 5)) {
      const verdict = read(value.slice(0, 2_000).trim());
      if (verdict === null) continue;
      if (verdict.kind === 'virus') return { ...verdict, by: header };
      found ??= { ...verdict, by: header };
    }
  }
  return found;
}

function confidence(value: string): Found | null {
  const level = /^(-?\d{1,2})$/.exec(value);
  return level !== null && Number(level[1]) >= spamConfidence ? spam(`SCL ${level[1]}`) : null;
}

/** SFV: SPM is spam, SKS spam by a rule, SKB a blocked sender; CAT: what the mail is (learn.microsoft.com, "Anti-spam message headers"). */
function forefront(value: string): Found | null {
  const fields = new Map(
    value
      .split(';')
      .map((field): [string, string] => [(field.split(':')[0] ?? '').trim().toUpperCase(), (field.split(':')[1] ?? '').trim()]),
  );
  const [sfv = '', cat = '', scl = ''] = [fields.get('SFV')?.toUpperCase(), fields.get('CAT')?.toUpperCase(), fields.get('SCL')];
  if (cat === 'MALW' || cat === 'AMP') return virus(`CAT:${cat}`);
  if (/^(?:SPM|SKS|SKB)$/.test(sfv)) return spam(`SFV:${sfv}`);
  if (/^(?:SPM|HSPM|HPHSH|HPHISH|PHSH|BULK_HIGH|SPOOF)$/.test(cat)) return spam(`CAT:${cat}`);
  return confidence(scl);
}
