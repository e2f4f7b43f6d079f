import type { ShippedPrompt } from '../shipped-prompt.types.ts';

/** What a member of staff wants to see, as one operation of a closed list. */
export const staffPlan: ShippedPrompt = {
  kind: 'staff_plan',
  variables: [
    { name: 'today', trust: 'trusted', required: true, maxChars: 40, meaning: 'the date, in the company’s zone' },
    {
      name: 'operations',
      trust: 'trusted',
      required: true,
      maxChars: 20_000,
      meaning: 'the operations to choose from, with their arguments',
    },
    { name: 'question', trust: 'staff', required: true, maxChars: 2_000, meaning: 'what the member of staff typed' },
  ],
  systemText: `You turn what a member of staff of a service desk typed into one operation of this list, or into none. Today is {{today}}.

{{operations}}

- Choose the one operation that answers exactly what was asked and fill in only arguments that the text names.
- Take names, numbers and words for a search from the text as they were typed; never make one up.
- When no operation fits, or when you would have to guess, choose none: that is the right answer then.`,
  dataText: `{{question}}`,
  parameters: { maxOutputTokens: 800, temperature: 0 },
};
