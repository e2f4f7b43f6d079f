import type { LabelledText } from '../../../ai/keyless/classifier/classifier.types.ts';

const openings = [
  'Hello,',
  'Good morning,',
  'Hi there,',
  'Dear team,',
  'Please note:',
  'Once more:',
  'From our office:',
  'To whom it may concern,',
];
const matters: Record<string, string[]> = {
  billing: [
    'the invoice of last month shows the wrong amount',
    'we were charged twice for the same order',
    'when is the payment of the invoice due',
    'please send the invoice to our accounts department',
    'the credit note for the returned router is missing',
    'our bank account for the direct debit has changed',
  ],
  technical: [
    'the switch in rack four does not start any more',
    'the connection to the server drops every hour',
    'the firewall blocks our new telephones',
    'nobody can reach the network share since the update',
    'the router shows a red light and restarts by itself',
    'the server reports a full disk and stops',
  ],
  feature_request: [
    'could you add an export to the report page',
    'it would be nice to have a dark colour scheme',
    'we would like to see a calendar in the overview',
    'please let us sort the list by customer',
    'a reminder before the contract ends would help us',
    'we wish for a shortcut to the last ticket',
  ],
};

/** Sentences of our own about three matters, as many as are wanted, in a fixed order. */
export function smallTexts(count: number): LabelledText[] {
  const labels = Object.keys(matters);
  return Array.from({ length: count }, (_, at) => {
    const label = labels[at % labels.length] ?? '';
    const sentences = matters[label] ?? [];
    const turn = Math.floor(at / labels.length);
    const first = sentences[turn % sentences.length] ?? '';
    const second = sentences[(turn * 5 + 2) % sentences.length] ?? '';
    return { text: `${openings[turn % openings.length]} ${first}. ${second}. Ref ${at}`, label };
  });
}
