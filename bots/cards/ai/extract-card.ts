import type { ExtractData, ExtractedItem } from '../../../domain/ai-runs/results.types.ts';
import type { Section } from '../card.types.ts';
import { action, bold, code, muted, oneLine, plain, section } from '../spans.rules.ts';
import type { ResultCard } from './result-card.types.ts';

/** What a message asks for, by when and where, each with its words in the message; unconfirmed, and without prices. */
export const extractCard: ResultCard = (view) => {
  const data = view.result?.data as ExtractData;
  const { number, items, dates, addresses, unreadFiles, cited } = data;
  const message = cited[0] === undefined ? '' : ` in message #${cited[0].ordinal}`;
  const sections: Section[] = [
    section(
      'Wanted',
      'public',
      items.map((item) => [
        bold(amountOf(item)),
        { text: ` ${oneLine(item.description, 200)} ` },
        muted(`“${oneLine(item.evidence.quote, 120)}”`),
      ]),
    ),
    section(
      'Days',
      'public',
      dates.map(({ date, evidence }) => [bold(date), muted(` “${oneLine(evidence.quote, 120)}”`)]),
    ),
    section(
      'Addresses',
      'public',
      addresses.map(({ text }) => plain(oneLine(text, 200))),
    ),
  ].filter(({ paragraphs }) => paragraphs.length > 0);
  return {
    title: [bold('What is asked for'), { text: message }, { text: ' · ' }, code(number)],
    notices: [
      { level: 'info', text: 'Unconfirmed: compare it with the message. Prices are never taken from a message.' },
      ...(unreadFiles.length === 0
        ? []
        : [{ level: 'warning' as const, text: `Files are not read for this: ${oneLine(unreadFiles.join(', '), 200)}` }]),
    ],
    text: sections.length === 0 ? [plain('No quantities, days or addresses were found in the message.')] : [],
    sections,
    actions: [action('Show ticket', 'ticket.show', { ticket: number })],
    ticket: number,
  };
};

function amountOf({ quantity, unit }: ExtractedItem): string {
  return quantity === null ? '?' : `${quantity}${unit === null ? ' ×' : ` ${unit}`}`;
}
