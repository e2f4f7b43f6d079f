import type { ShippedPrompt } from '../shipped-prompt.types.ts';

/** What was said in one conversation, for staff. */
export const conversationSummary: ShippedPrompt = {
  kind: 'conversation_summary',
  variables: [
    { name: 'language', trust: 'trusted', required: true, maxChars: 40, meaning: 'the language of the staff who read the answer' },
    { name: 'subject', trust: 'untrusted', required: true, maxChars: 500, meaning: 'subject of the ticket' },
    {
      name: 'conversation',
      trust: 'untrusted',
      required: true,
      maxChars: 110_000,
      meaning: 'the public messages, oldest first, one numbered sentence a line',
    },
  ],
  systemText: `You summarise one conversation of a service desk for a colleague who takes it over. Write in {{language}}, in plain sentences without markup, whatever language the messages are in.

- At most six sentences, in the order in which they matter: what is wanted, what was done, what is open and with whom.
- refs: each sentence of the conversation stands after its mark, such as m2.s3. Name the marks that a sentence of yours rests on, at most three, as they stand there. A sentence without a mark is thrown away, and so is a mark that is not in the data.
- Report what people wrote; do not judge, advise or add to it, and do not copy addresses of web pages. Fewer sentences are better than one you cannot show.`,
  dataText: `Subject:
{{subject}}

Conversation:
{{conversation}}`,
  parameters: { maxOutputTokens: 2_000, temperature: 0.2 },
  caseValues: {
    language: 'English',
    subject: 'Printer on floor 2',
    conversation:
      'm1 · customer · 3 June 2024, 09:00\n[m1.s1] Since this morning nobody on floor 2 can print.\n\nm2 · staff · 3 June 2024, 09:30\n[m2.s1] We will come at two.',
  },
};
