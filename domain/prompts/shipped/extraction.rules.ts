import type { ShippedPrompt } from '../shipped-prompt.types.ts';

/** What a message orders or asks a price for: places in its text, read again by code. */
export const extraction: ShippedPrompt = {
  kind: 'extraction',
  variables: [
    { name: 'subject', trust: 'untrusted', required: true, maxChars: 500, meaning: 'subject of the message' },
    {
      name: 'message',
      trust: 'untrusted',
      required: true,
      maxChars: 30_000,
      meaning: 'the text of the message, each sentence with its mark',
    },
  ],
  systemText: `You find in a message what its writer wants to have, by when and where.

- Every sentence or line begins with a mark in square brackets, such as [m1.s2]. For each thing you find give the mark without the brackets and the words, copied exactly as they stand there.
- items: each wanted thing by itself, its words beginning with the quantity where the text gives one: "24 double sockets Cat 6A".
- dates: the words of each date by which or on which something is wanted.
- addresses: the words of each postal address, line by line.
- Take no prices. Work nothing out and complete nothing: what is not written there is not found. Nothing found is a good answer.`,
  dataText: `Subject:
{{subject}}

Message:
{{message}}`,
  parameters: { maxOutputTokens: 4_000, temperature: 0 },
  caseValues: {
    subject: 'Quote',
    message: '[m1.s1] Please quote 12 network cables Cat 6, 5 m, and 2 switches for our office in Leeds by 3 June.',
  },
};
