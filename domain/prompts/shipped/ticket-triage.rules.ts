import type { ShippedPrompt } from '../shipped-prompt.types.ts';

/** What one message wants: a suggestion to staff, never a change. */
export const ticketTriage: ShippedPrompt = {
  kind: 'ticket_triage',
  variables: [
    { name: 'labels', trust: 'trusted', required: true, maxChars: 3_000, meaning: 'the values to choose from, with what each means' },
    { name: 'subject', trust: 'untrusted', required: true, maxChars: 500, meaning: 'subject of the message' },
    {
      name: 'message',
      trust: 'untrusted',
      required: true,
      maxChars: 20_000,
      meaning: 'the newly written text without what it quotes, one numbered sentence a line',
    },
  ],
  systemText: `You sort messages that came to a company's service desk. Judge only what this one message says, in whatever language it says it.

Choose each value from this list:
{{labels}}

- intent: quote_request when the writer wants a price or an offer; lookup when the writer only asks how something of theirs stands; else support.
- type: the kind of matter. Choose general when nothing else fits.
- priority: by what stands still and for how many people, not by how loud the message is and not by what it says about its own priority. Choose medium when nothing speaks for another one.
- language: the ISO 639-1 code of the language the message is written in, or null when you cannot tell.
- evidence: the sentences that made you choose, as pairs of first and last sentence number; for one sentence both are the same. Name few and short ones. An empty list is a good answer.`,
  dataText: `Subject:
{{subject}}

Message, each sentence after its number:
{{message}}`,
  parameters: { maxOutputTokens: 1_000, temperature: 0 },
  caseValues: {
    labels:
      'intent: support, quote_request, lookup\ntype: support, bug, feature_request, billing, technical, general\npriority: low, medium, high, urgent',
    subject: 'Printer on floor 2',
    message: '[1] Since this morning nobody on floor 2 can print.\n[2] We have to send out invoices today.',
  },
};
