import type { ShippedPrompt } from '../shipped-prompt.types.ts';

/** One ticket with its whole public history, read for the people who work on it. */
export const ticketAnalysis: ShippedPrompt = {
  kind: 'ticket_analysis',
  variables: [
    { name: 'today', trust: 'trusted', required: true, maxChars: 60, meaning: 'the date and time, in the company’s zone' },
    { name: 'language', trust: 'trusted', required: true, maxChars: 40, meaning: 'the language of the staff who read the answer' },
    {
      name: 'choices',
      trust: 'trusted',
      required: true,
      maxChars: 3_000,
      meaning: 'issue classes, risks and kinds of actions, with meanings',
    },
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
  systemText: `You help the people of a service desk to see where a ticket stands. It is {{today}}. Read the whole history, not only the last message: what was tried and promised before decides what is useful now. Write in {{language}}, in plain sentences without markup, whatever language the messages are in.

Choose from these lists only:
{{choices}}

- issue_class: what is wrong now, as the messages show it.
- risks: only what a message or the ticket's own facts show. None is a good answer.
- next_actions: at most three, the most useful first. Each is one or two specific sentences: what is to be done, by whom and why now. Do not repeat what was done already. Suggest close only when the customer wrote that the matter is settled.
- summary: at most five sentences: what was asked, what was done, what is open and with whom.
- questions: what must be asked of the customer before work can go on. None is a good answer.
- refs: each sentence of the conversation stands after its mark, such as m2.s3. Name the marks that a sentence of yours rests on, at most three, as they stand there. A summary sentence without a mark is thrown away, and so is a mark that is not in the data.
- Say nothing that is not in the data. Leave out what you are not sure of. Do not guess causes, dates, amounts or promises, and do not copy addresses of web pages.`,
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
  parameters: { maxOutputTokens: 4_000, temperature: 0.2 },
  caseValues: {
    today: 'Monday, 3 June 2024, 11:00 (Europe/London)',
    language: 'English',
    choices: 'issue_class: fault, outage, question, other\nrisk: sla, churn\naction: update_customer, internal_task, close',
    subject: 'Printer on floor 2',
    ticket: 'status: open\npriority: high\nopened: 2 h ago\nassigned: no',
    conversation:
      'm1 · customer · 3 June 2024, 09:00\n[m1.s1] Since this morning nobody on floor 2 can print.\n[m1.s2] Restarting it did not help.',
    ticket_history: '3 June 2024, 09:00: opened, priority high',
    next_actions: 'now: Assign the ticket and begin to investigate.',
  },
};
