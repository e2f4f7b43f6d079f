import type { SuggestedAction } from '../../../domain/ai-runs/results.types.ts';
import { type Seen, waitingMessage } from './judge-ticket.rules.ts';
import { evidenceOf } from './read-refs.rules.ts';
import type { TicketMaterial } from './ticket-material.types.ts';

const dayMs = 86_400_000;
/** A report this short rarely says what is broken, where and since when. */
const fewWords = 12;
const most = 3;
const dangers = {
  safety: 'Somebody may come to harm: call the customer now and tell the team lead.',
  security: 'It may be an attack: tell whoever answers for security now.',
  data_loss: 'Data may be lost: tell the team lead before anything else is changed.',
};

/**
 * What to do next by the state of the ticket (`domain.md` 3.14) and what the customer wrote last; the most pressing first. To close is suggested only where the
 * customer says that it is settled, and never where a message looks as if it gave orders to a machine.
 */
export function judgeNext(material: TicketMaterial, seen: Seen): SuggestedAction[] {
  const { ticket, now, messages, current } = material;
  const found: SuggestedAction[] = [];
  const waits = waitingMessage(material);
  const over = ticket.breached || (ticket.nextDueAt !== null && ticket.nextDueAt <= now);
  const isOver = ticket.status === 'closed' || ticket.status === 'cancelled';
  const settled = seen.topics.get('settled')?.filter((one) => one.messageId === waits?.id) ?? [];
  const has = (topic: Seen['phrases'][number]['topic']): boolean => seen.phrases.some((hit) => hit.topic === topic);
  const add = (kind: SuggestedAction['kind'], text: string, evidence: SuggestedAction['evidence'] = []): void => {
    found.push({ kind, text, evidence });
  };
  if (isOver) return [];
  if (settled.length > 0 && !material.badged)
    add('close', 'The customer writes that it is settled: check it and resolve the ticket.', settled);
  const danger = (['safety', 'security', 'data_loss'] as const).find((topic) => seen.topics.has(topic));
  if (danger !== undefined) add('escalate', dangers[danger], seen.topics.get(danger));
  else if (over) add('escalate', 'A promised time was missed: raise the priority and tell the team lead.');
  else if (seen.topics.has('churn')) add('escalate', 'The customer speaks of leaving: let the team lead know.', seen.topics.get('churn'));
  else if (seen.topics.has('complaint'))
    add('escalate', 'The customer is dissatisfied: let the team lead know.', seen.topics.get('complaint'));
  if (!ticket.hasAssignee) add('internal_task', 'Assign the ticket and begin to investigate.');
  const call = seen.topics.get('call_me')?.filter((one) => one.messageId === waits?.id) ?? [];
  if (call.length > 0) add('schedule_call', 'Call the customer: they ask for it.', call);
  if (waits !== null && settled.length === 0) {
    const [opening] = waits.sentences;
    const evidence = opening === undefined ? [] : [evidenceOf(waits, opening)];
    if (has('quote')) add('internal_task', 'Prepare the quote that is asked for.', evidence);
    if (messages.length === 1 && isShort(waits.text) && seen.asks.length === 0 && !has('lookup') && !has('quote'))
      add('request_information', 'Ask what exactly is wrong, where and since when.', evidence);
    else add('update_customer', 'Answer the customer: the last message is theirs.', evidence);
  } else if (waits === null && ticket.status === 'waiting_customer') {
    const silentMs = now.getTime() - (messages.at(-1) ?? messages[0]).at.getTime();
    if (silentMs >= 2 * dayMs) add('update_customer', 'The customer has not answered for two days: ask once more.');
  } else if (waits === null && ticket.status === 'in_progress') {
    add('update_customer', 'Tell the customer how it stands.');
  }
  if (found.length === 0 && current !== null) add('internal_task', current.text.slice(0, 300));
  return found.slice(0, most);
}

function isShort(text: string): boolean {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).length <= fewWords;
}
