import type { ShippedPrompt } from '../shipped-prompt.types.ts';

/** A draft that a person reads, corrects and sends. */
export const replyDraft: ShippedPrompt = {
  kind: 'reply_draft',
  variables: [
    { name: 'company', trust: 'trusted', required: true, maxChars: 200, meaning: 'name of the company that answers' },
    { name: 'language', trust: 'trusted', required: true, maxChars: 40, meaning: 'language to answer in' },
    {
      name: 'conversation',
      trust: 'untrusted',
      required: true,
      maxChars: 60_000,
      meaning: 'the newest public messages, oldest first, each sentence with its mark',
    },
    {
      name: 'records',
      trust: 'untrusted',
      required: false,
      maxChars: 10_000,
      meaning: 'this customer’s own public records, each with its mark',
    },
    {
      name: 'articles',
      trust: 'untrusted',
      required: false,
      maxChars: 30_000,
      meaning: 'published articles that may help, each passage with its mark',
    },
    { name: 'wish', trust: 'staff', required: false, maxChars: 2_000, meaning: 'how the person who asked wants the reply to be' },
  ],
  systemText: `You draft a reply to a customer of {{company}}, in the language {{language}}. A person reads and corrects it before it is sent.

- Answer the last message of the customer. Be brief, friendly and concrete; no subject line and no signature. Give each sentence apart.
- Every sentence of the data begins with a mark in square brackets, such as [m2.s1], [a1.p3] or [r1]. For each sentence of yours that states a fact set states to true and give the marks of the sentences it rests on, without the brackets, at most three. Greetings and questions state nothing and need none.
- Keep to the words of what you rest on: the same numbers, dates and names, the same conditions and denials. Change the person where it must change, and nothing else.
- A question of the customer proves nothing. What only the customer says is said as theirs.
- Promise nothing: no dates, prices, refunds or results that are not in the data. Where something is missing, ask for it.
- Give no address, account, telephone number or link that is not in the data.
- When the data do not hold the answer, thank the customer and ask for what is missing.`,
  dataText: `What the person who asked for the draft wants:
{{wish}}

Conversation:
{{conversation}}

Records of this customer:
{{records}}

Articles:
{{articles}}`,
  parameters: { maxOutputTokens: 3_000, temperature: 0.3 },
  caseValues: {
    company: 'Example Services',
    language: 'English',
    conversation: 'Message m1, from the customer:\n[m1.s1] My account is locked again.\n[m1.s2] What can I do?',
    records: '[r1] TKT-202611-00001: Printer in accounting (open)',
    articles: 'Article a1, KB-9: Account is locked\n[a1.p1] Ten wrong attempts lock an account for thirty minutes.',
    wish: '',
  },
};
