import { readdirSync, readFileSync } from 'node:fs';

/** One mail that tries something. `headers` are added to the usual ones; a line end inside a value is a forged header. */
export type AttackMail = {
  id: string;
  technique: string;
  goal: string;
  from: string;
  subject: string;
  text: string;
  html: string | null;
  headers?: Record<string, string>;
  attachments?: { filename: string; contentType: string; text: string }[];
};

const folder = new URL('../../fixtures/hostile/', import.meta.url);

/** The mails of our own, in the order of their files. */
export function ownAttackMails(): AttackMail[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as AttackMail[]);
}

type ForeignFile = { name?: string; filename?: string; contentType?: string; text?: string };
type ForeignMail = Partial<Omit<AttackMail, 'attachments'>> & { attachments?: ForeignFile[] };

/** Mails of others, one JSON a line: what a line leaves out is empty, a file may be called `name` and have no kind. */
export function readAttackMails(file: string): AttackMail[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => whole(JSON.parse(line) as ForeignMail, index));
}

function whole({ attachments = [], ...mail }: ForeignMail, index: number): AttackMail {
  return {
    ...{
      id: `line-${index + 1}`,
      technique: '',
      goal: '',
      from: 'Dana Moss <dana@brightfield.example>',
      subject: '',
      text: '',
      html: null,
    },
    ...mail,
    attachments: attachments.map(({ name, filename = name ?? 'file', contentType = 'application/octet-stream', text = '' }) => ({
      filename,
      contentType,
      text,
    })),
  };
}

const encoded = (text: string): string =>
  (
    Buffer.from(text)
      .toString('base64')
      .match(/.{1,76}/g) ?? ['']
  ).join('\r\n');
const word = (text: string): string => (/^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`);
const part = (type: string, text: string, more: string[] = []): string =>
  [`Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', ...more, '', encoded(text)].join('\r\n');

/** The mail as it would come over the wire, forged lines and all. */
export function rawMail(mail: AttackMail, to: string, messageId: string): Buffer {
  const body = mail.html === null ? part('text/plain; charset=utf-8', mail.text) : alternative(mail);
  const files = (mail.attachments ?? []).map((file) =>
    part(file.contentType, file.text, [`Content-Disposition: attachment; filename="${word(file.filename).replace(/["\\]/g, '\\$&')}"`]),
  );
  const own = Object.entries(mail.headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  const head = [
    `From: ${mail.from.replace(/[^\x20-\x7e]/g, '?')}`,
    `To: ${to}`,
    `Subject: ${subjectLine(mail.subject)}`,
    `Message-ID: ${messageId}`,
    'MIME-Version: 1.0',
    ...own,
  ];
  const content = files.length === 0 ? body : multipart('mixed', [body, ...files]);
  return Buffer.from([...head, content].join('\r\n'));
}

/** A subject with a line end in it stays as it is: whoever forges headers writes it so. */
function subjectLine(subject: string): string {
  return subject.split('\r\n').map(word).join('\r\n');
}

function alternative(mail: AttackMail): string {
  return multipart('alternative', [part('text/plain; charset=utf-8', mail.text), part('text/html; charset=utf-8', mail.html ?? '')]);
}

function multipart(kind: string, parts: string[]): string {
  const edge = `edge-${kind}`;
  return [`Content-Type: multipart/${kind}; boundary="${edge}"`, '', ...parts.flatMap((one) => [`--${edge}`, one]), `--${edge}--`].join(
    '\r\n',
  );
}
