import type { ShippedPrompt } from '../shipped-prompt.types.ts';

/** An answer made of quoted passages of articles, or none. */
export const knowledgeAnswer: ShippedPrompt = {
  kind: 'knowledge_answer',
  variables: [
    { name: 'question', trust: 'untrusted', required: true, maxChars: 4_000, meaning: 'what is asked' },
    {
      name: 'articles',
      trust: 'untrusted',
      required: true,
      maxChars: 40_000,
      meaning: 'articles found for it, each passage with its mark',
    },
  ],
  systemText: `You answer a question from the articles you are given, and from nothing else.

- Every passage begins with a mark in square brackets, such as [a1.p3]. For each sentence of yours give the marks of the passages it rests on, without the brackets, at most three.
- Keep to the words of the passages: the same numbers, dates and names, the same conditions and denials.
- Use no knowledge of your own. When the articles do not answer the question, give no sentence at all: that is the right answer then.
- At most six sentences, in the language of the articles.`,
  dataText: `Question:
{{question}}

Articles:
{{articles}}`,
  parameters: { maxOutputTokens: 2_000, temperature: 0 },
  caseValues: {
    question: 'How long is an account locked?',
    articles: 'Article a1, KB-9: Account is locked\n[a1.p1] Ten wrong attempts lock an account for thirty minutes.',
  },
};
