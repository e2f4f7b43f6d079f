import type { DraftWarning } from '../../domain/deliveries/check-draft.ts';
import type { DraftedBy } from '../../domain/deliveries/drafted-by.ts';
import { shownAddress } from '../../domain/deliveries/recipients.rules.ts';
import type { AfterReply } from '../../domain/deliveries/stored-mail.types.ts';
import type { DraftView } from '../../domain/deliveries/view-draft.ts';
import { flagNotices } from './ai/flag-words.rules.ts';
import type { Card, CardAction, CardForm, Field, Notice, Section } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, clip, code, field, fileSize, muted, plain, section } from './spans.rules.ts';
import { unreachableText } from './unreachable-card.ts';
import { type Reader, when } from './when.rules.ts';

/** Longest part of the mail a preview shows at once; the rest is counted. */
const longestPreview = 6_000;

const titles = { reply: 'Reply, not sent yet', forward: 'Forward, not sent yet', outreach: 'New mail, not sent yet' };
const afterWords: Record<AfterReply, string> = {
  wait: 'the ticket waits for the customer',
  keep: 'the status stays as it is',
  resolve: 'the ticket is resolved',
};

/** Exactly what would leave the house, to whom, who will see it, and the buttons that send it. `seen` is the newest message the writer has been shown. */
export function draftCard(
  draft: DraftView,
  warnings: DraftWarning[],
  options: { reader: Reader; seen: string | null; newMessage: Section | null },
): Card {
  return makeCard('draft', [bold(titles[draft.kind]), { text: draft.number === null ? '' : ` (${draft.number})` }], {
    notices: [
      ...flagNotices(draft.drafted?.flags ?? []),
      ...warnings.map((warning) => warningNotice(warning, options.reader)),
      { level: 'info', text: whoSees(draft) },
    ],
    fields: [
      field('From', shownAddress(draft.from)),
      field('To', draft.to.map(shownAddress).join(', ')),
      field('Cc', draft.cc.length === 0 ? 'nobody' : draft.cc.map(shownAddress).join(', ')),
      field('Subject', draft.number === null ? `${draft.subject} [number of the new ticket]` : draft.subject),
      ...(draft.files.length === 0
        ? []
        : [field('Files', draft.files.map((file) => `${file.filename} (${fileSize(file.size)})`).join(', '))]),
      ...(draft.kind === 'forward' ? [] : [field('Afterwards', afterWords[draft.after])]),
      ...(draft.drafted === null ? [] : [draftedField(draft.drafted)]),
      field('Send it by', [when(draft.expiresAt, options.reader), { text: ' or with the words ' }, code(`send ${draft.id.slice(-8)}`)]),
    ],
    sections: [...(options.newMessage === null ? [] : [options.newMessage]), ...previewSections(draft)],
    form: ccForm(draft),
    actions: [
      ...draftActions(draft, options.seen),
      ...(draft.drafted === null ? [] : [action('Why?', 'ai.why', { job: draft.drafted.jobId })]),
    ],
    ticket: draft.number,
  });
}

function whoSees(draft: DraftView): string {
  const people = [...draft.to, ...draft.cc].map((person) => person.address).join(', ');
  if (draft.kind === 'forward')
    return `Who will see this: ${people} by mail, and staff. The customer does not see it; answers come back as internal messages.`;
  return `Who will see this: ${people} by mail, and staff. Internal notes are not in it.`;
}

/** Staff see who drafted it; the mail itself says nothing of it. */
function draftedField(drafted: DraftedBy): Field {
  const by = drafted.source === 'model' ? `the model${drafted.model === null ? '' : ` ${drafted.model}`}` : 'Deskhand, without a model';
  return field('Drafted by', `${by}${drafted.changed ? ', changed by hand since' : ''} · Why? shows what it rests on`);
}

function previewSections(draft: DraftView): Section[] {
  const { text, cut } = clip(draft.fullText, longestPreview);
  return [section('Text', 'preview', [plain(text), ...(cut === 0 ? [] : [[muted(`(${cut} more characters of the quoted message)`)]])])];
}

function draftActions(draft: DraftView, seen: string | null): CardAction[] {
  const at = { draft: draft.id, ...(seen === null ? {} : { seen }) };
  const send =
    draft.kind === 'reply'
      ? [
          action(
            draft.after === 'wait' ? 'Send' : 'Send and wait',
            'draft.send',
            { ...at, after: 'wait' },
            draft.after === 'wait' ? 'primary' : 'default',
          ),
          action('Send and resolve', 'draft.send', { ...at, after: 'resolve' }, draft.after === 'resolve' ? 'primary' : 'default'),
          action('Send, keep status', 'draft.send', { ...at, after: 'keep' }, draft.after === 'keep' ? 'primary' : 'default'),
        ]
      : [action('Send', 'draft.send', at, 'primary')];
  return [
    ...send,
    action('Cancel', 'draft.cancel', { draft: draft.id }),
    ...draft.cc.map((person) => action(`Without ${person.address}`, 'draft.edit', { draft: draft.id, removeCc: [person.address] })),
    ...(draft.quotable
      ? [action(draft.quote ? 'Without the quoted message' : 'Quote the message', 'draft.edit', { draft: draft.id, quote: !draft.quote })]
      : []),
    ...(draft.kind === 'forward' && draft.passableFiles > 0
      ? [
          action(
            draft.files.length > 0 ? 'Without files' : `With ${draft.passableFiles} file${draft.passableFiles === 1 ? '' : 's'}`,
            'draft.edit',
            { draft: draft.id, files: draft.files.length === 0 },
          ),
        ]
      : []),
  ];
}

function ccForm(draft: DraftView): CardForm {
  return {
    action: action('Add to Cc', 'draft.edit', { draft: draft.id }),
    fields: [{ name: 'addCc', label: 'Address', kind: 'line', value: '', options: [] }],
  };
}

function warningNotice(warning: DraftWarning, reader: Reader): Notice {
  return { level: 'warning', text: warningText(warning, reader) };
}

function warningText(warning: DraftWarning, reader: Reader): string {
  switch (warning.kind) {
    case 'unverified_sender':
      return `The message you answer is not verified: ${warning.address} may not be who wrote it.`;
    case 'reply_to':
      return `${warning.writer} wrote the message you answer and asks for answers at the address above.`;
    case 'failed_before':
      return `A mail of this ticket to ${warning.address} failed before: ${warning.reason}`;
    case 'blocked':
      return `${warning.address} is blocked: their answer would wait in quarantine.`;
    case 'new_on_ticket':
      return `${warning.address} is new on this ticket: they will read this mail with what is quoted, and their answers join the ticket.`;
    case 'supplier_in_reply':
      return `${warning.address} is a supplier here: with this mail they see what you write to the customer.`;
    case 'unreachable':
      return `${unreachableText(warning.health)} You may send all the same.`;
    case 'bounced':
      return `A mail of this ticket came back (${when(warning.at, reader).text}). Check the address.`;
    case 'closed_ticket':
      return 'This ticket is over: an answer to this mail opens a new ticket that follows it.';
  }
}
