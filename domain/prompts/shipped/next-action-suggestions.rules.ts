import type { ShippedPrompt } from '../shipped-prompt.types.ts';

/** What could be done next on a ticket; each suggestion is one button. */
export const nextActionSuggestions: ShippedPrompt = {
  kind: 'next_action_suggestions',
  variables: [
    { name: 'today', trust: 'trusted', required: true, maxChars: 60, meaning: 'the date and time, in the company’s zone' },
    { name: 'language', trust: 'trusted', required: true, maxChars: 40, meaning: 'the language of the staff who read the answer' },
    { name: 'choices', trust: 'trusted', required: true, maxChars: 3_000, meaning: 'kinds of actions, with meanings' },
    { name: 'subject', trust: 'untrusted', required: true, maxChars: 500, meaning: 'subject of the ticket' },
    { name: 'ticket', trust: 'trusted', required: true, maxChars: 2_000, meaning: 'status, priority, ages and targets of the ticket' },
    {
      name: 'conversation',
      trust: 'untrusted',
      required: true,
      maxChars: 110_000,
      meaning: 'the public messages, oldest first, one numbered sentence a line',
    },
    { name: 'ticket_history', trust: 'trusted', required: true, maxChars: 10_000, meaning: 'changes of status and priority' },
    { name: 'next_actions', trust: 'untrusted', required: true, maxChars: 12_000, meaning: 'next points of action, past and present' },
  ],
  systemText: `You suggest what the person who works on a ticket of a service desk could do next. It is {{today}}. Write in {{language}}, in plain sentences without markup, whatever language the messages are in.

Choose the kind from this list only:
{{choices}}

- At most three suggestions, the most useful first. One good suggestion is better than three, and none is a good answer.
- Each is one or two sentences, specific: what is to be done, with whom, and why now.
- Suggest close only when the customer wrote that the matter is settled.
- Do not repeat what was done already or what is the present next point of action.
- refs: each sentence of the conversation stands after its mark, such as m2.s3. Name the marks that ask for the action, at most three, as they stand there. A mark that is not in the data is thrown away.
- Say nothing that is not in the data, and do not copy addresses of web pages.`,
  dataText: `The ticket:
{{ticket}}

Changes so far:
{{ticket_history}}

Subject:
{{subject}}

Next points of action so far:
{{next_actions}}

Conversation:
{{conversation}}`,
  parameters: { maxOutputTokens: 2_000, temperature: 0.2 },
  caseValues: {
    today: 'Monday, 3 June 2024, 11:00 (Europe/London)',
    language: 'English',
    choices: 'kind: request_information, escalate, schedule_call, update_customer, internal_task, close',
    subject: 'Printer on floor 2',
    ticket: 'status: open\npriority: high\nopened: 2 h ago\nassigned: no',
    conversation: 'm1 · customer · 3 June 2024, 09:00\n[m1.s1] Since this morning nobody on floor 2 can print.',
    ticket_history: '3 June 2024, 09:00: opened, priority high',
    next_actions: 'now: Assign the ticket and begin to investigate.',
  },
};
