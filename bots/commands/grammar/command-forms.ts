import { addressForms } from './address-forms.ts';
import { aiForms } from './ai-forms.ts';
import { aiTicketForms } from './ai-ticket-forms.ts';
import { aiWritingForms } from './ai-writing-forms.ts';
import { brandForms } from './brand-forms.ts';
import { bulkForms } from './bulk-forms.ts';
import { calendarForms } from './calendar-forms.ts';
import { channelForms } from './channel-forms.ts';
import { chatForms } from './chat-forms.ts';
import { chatTroubleForms } from './chat-trouble-forms.ts';
import { clockForms } from './clock-forms.ts';
import { contractForms } from './contract-forms.ts';
import type { CommandForm } from './form.ts';
import { keptForms } from './kept-forms.ts';
import { knowledgeForms } from './knowledge-forms.ts';
import { learningForms } from './learning-forms.ts';
import { listForms } from './list-forms.ts';
import { mailForms } from './mail-forms.ts';
import { nextForms } from './next-forms.ts';
import { noteForms } from './note-forms.ts';
import { notificationForms } from './notification-forms.ts';
import { orderForms } from './order-forms.ts';
import { policyForms } from './policy-forms.ts';
import { promptForms } from './prompt-forms.ts';
import { providerForms } from './provider-forms.ts';
import { ruleForms } from './rule-forms.ts';
import { satisfactionForms } from './satisfaction-forms.ts';
import { teamForms } from './team-forms.ts';
import { ticketForms } from './ticket-forms.ts';
import { timeForms } from './time-forms.ts';
import { viewForms } from './view-forms.ts';
import { workForms } from './work-forms.ts';

/** Every way to say something, in the order help shows them. */
export const commandForms: readonly CommandForm[] = [
  ...listForms.slice(0, 1),
  ...viewForms,
  ...ticketForms,
  ...orderForms,
  ...nextForms,
  ...bulkForms,
  ...keptForms,
  ...workForms,
  ...timeForms,
  ...teamForms,
  ...ruleForms,
  ...clockForms,
  ...policyForms,
  ...calendarForms,
  ...contractForms,
  ...mailForms,
  ...addressForms,
  ...noteForms,
  ...knowledgeForms,
  ...aiTicketForms,
  ...aiWritingForms,
  ...notificationForms,
  ...channelForms,
  ...chatTroubleForms,
  ...satisfactionForms,
  ...brandForms,
  ...chatForms,
  ...aiForms,
  ...learningForms,
  ...promptForms,
  ...providerForms,
  ...listForms.slice(1),
];

/** Every word or phrase a command may begin with. */
export const commandWords: readonly string[] = commandForms.flatMap((form) => form.words);

/** The form that answers to a word or phrase. */
export function formOf(word: string): CommandForm | null {
  return formsByWord.get(word.toLowerCase()) ?? null;
}

const formsByWord = new Map(commandForms.flatMap((form) => form.words.map((word): [string, CommandForm] => [word, form])));
