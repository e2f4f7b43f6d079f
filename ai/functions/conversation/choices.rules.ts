import type { IssueClass, NextActionKind, RiskKind } from '../../../domain/ai-runs/results.types.ts';
import { meaningList } from './meaning-list.rules.ts';

const issues: Record<IssueClass, string> = {
  fault: 'something of one or a few people does not work',
  outage: 'something stands still for many',
  request: 'something is wanted: access, a change, an order',
  question: 'somebody wants to know something',
  complaint: 'somebody is dissatisfied with the service',
  billing: 'invoices and payments',
  security: 'an attack, a leak, a suspicion of one',
  project: 'planned work with several steps',
  other: 'none of these',
};
const risks: Record<RiskKind, string> = {
  sla: 'a promised time is or will be missed',
  escalation: 'the customer is about to go to somebody higher',
  churn: 'the customer speaks of leaving',
  data_loss: 'data are or may be lost',
  security: 'an attack or a leak',
  payment: 'a payment is disputed or refused',
  safety: 'people may come to harm',
  repeat_issue: 'the same came back',
};
const actions: Record<NextActionKind, string> = {
  request_information: 'ask the customer for what is missing',
  escalate: 'raise it to somebody who decides',
  schedule_call: 'agree on a call',
  update_customer: 'tell the customer how it stands',
  internal_task: 'work for a colleague',
  close: 'the customer wrote that it is settled',
};

/** The closed lists of an analysis, with what each word means. */
export const analysisChoices = [
  meaningList('issue_class', issues),
  meaningList('risk kind', risks),
  meaningList('action kind', actions),
].join('\n');
/** The closed list of actions. */
export const actionChoices = meaningList('kind', actions);
