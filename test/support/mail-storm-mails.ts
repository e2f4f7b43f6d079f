/** An acknowledgement of ours to a robot. */
export type StormAcknowledgement = { id: string; to: string; subject: string; text: string };

type StormMail = { raw: string; envelopeFrom: string };

// Marks of automatic mail, each alone: RFC 3834 5 and 3.3, RFC 2076's Precedence, Exchange, cPanel, Google, and a subject without any header.
const marks: readonly { header: string | null; nullSender?: boolean; subject: string }[] = [
  { header: 'Auto-Submitted: auto-replied', subject: 'Re: your message' },
  { header: 'Auto-Submitted: auto-generated', subject: 'We got your mail' },
  { header: 'Precedence: bulk', subject: 'Thank you for your message' },
  { header: 'Precedence: auto_reply', subject: 'Re: ticket' },
  { header: 'X-Auto-Response-Suppress: All', subject: 'Automatic reply: ticket' },
  { header: 'X-Autoreply: yes', subject: 'Autoreply' },
  { header: 'X-Autorespond: ticket', subject: 'Re: ticket' },
  { header: null, nullSender: true, subject: 'Away until Monday' },
  { header: null, subject: 'Out of Office: ticket' },
  { header: null, subject: 'Abwesenheitsnotiz' },
];

/** An automatic answer with one mark of those that programs give them. */
export function markedAnswer(to: string, from: string, turn: number, random: () => number): StormMail {
  const { header, nullSender, subject } = marks[Math.floor(random() * marks.length)] ?? {
    header: 'Auto-Submitted: auto-replied',
    subject: 'x',
  };
  return { raw: mailOf(to, from, turn, subject, header === null ? [] : [header]), envelopeFrom: nullSender === true ? '' : from };
}

const plainSubjects = ['Thank you for contacting us', 'We have received your request', 'Your mail has arrived', 'Reference 20261120'];

/** The same without any mark: whatever rewrote it on its way took the headers with it. */
export function strippedAnswer(to: string, from: string, turn: number, random: () => number): StormMail {
  const subject = plainSubjects[Math.floor(random() * plainSubjects.length)] ?? 'Thank you';
  return { raw: mailOf(to, from, turn, `${subject} ${turn}`, []), envelopeFrom: from };
}

let quoted = 0;

/** An unmarked answer to our acknowledgement that quotes it; with or without the headers that name it. */
export function quotingAnswer(to: string, ack: StormAcknowledgement, isThreaded: boolean): string {
  quoted += 1;
  const thread = isThreaded ? [`In-Reply-To: ${ack.id}`, `References: ${ack.id}`] : [];
  const lines = ack.text.split('\n').map((line) => `> ${line}`);
  return mailOf(to, ack.to, 1_000_000 + quoted, `Re: ${ack.subject}`, thread, lines.join('\r\n'));
}

function mailOf(to: string, from: string, turn: number, subject: string, headers: string[], below = ''): string {
  return [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: <${turn}.${from}>`,
    'Date: Fri, 20 Nov 2026 10:00:00 +0000',
    ...headers,
    '',
    `Thank you for your mail. We will read it soon. (${turn})`,
    below,
  ].join('\r\n');
}
