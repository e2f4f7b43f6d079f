/** The closed lists as they were agreed, written down anew: a rule that opened one would not notice itself. */
export const priorities = ['low', 'medium', 'high', 'urgent'] as const;
export const ticketTypes = ['support', 'bug', 'feature_request', 'billing', 'technical', 'general'] as const;
export const intents = ['support', 'quote_request', 'lookup'] as const;
export const issueClasses = ['fault', 'outage', 'request', 'question', 'complaint', 'billing', 'security', 'project', 'other'] as const;
export const actionKinds = ['request_information', 'escalate', 'schedule_call', 'update_customer', 'internal_task', 'close'] as const;
export const riskKinds = ['sla', 'escalation', 'churn', 'data_loss', 'security', 'payment', 'safety', 'repeat_issue'] as const;
