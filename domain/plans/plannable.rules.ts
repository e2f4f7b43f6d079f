/** An operation that free words may become. `args`: the arguments by name with what each means. `effect` decides whether it runs at once or asks first. */
export type Plannable = {
  op: string;
  effect: 'read' | 'write';
  meaning: string;
  args: Record<string, string>;
  required: readonly string[];
};

const ticket = 'number of the ticket, as it was typed';
const filter =
  'parts parted by blanks: open, status:waiting|in_progress|resolved|closed, is:overdue, is:breached, is:snoozed, spam:yes, due:today, due:<4h, assignee:me|nobody|NAME, team:NAME, watcher:me, customer:"NAME", customer:none, requester:ADDRESS, priority:urgent|>=high, type:bug|billing|feature_request|technical|support, tag:NAME, has:attachment, created:today|yesterday|<7d|>14d|>=2026-01-31, resolved:…, closed:…, updated:>5d, reopened:>0, sort:due, all for those that are over too, and words to search for';
const days = 'how many days to look back, 1 to 366, as a number';

/** Everything free words may become: a closed list. Reads first; each write names one ticket. */
export const plannable: readonly Plannable[] = [
  read('tickets.list', 'list tickets', { filter }),
  read('tickets.count', 'count tickets', {
    filter,
    by: 'customer, assignee, team, priority, status, tag, day, week or month, when they are to be counted apart',
  }),
  read('tickets.trend', 'compare how many tickets came in and were resolved with the time before', { days }),
  read('ticket.show', 'one ticket as it stands, with its last messages', { ticket }, ['ticket']),
  read('ticket.why', 'why a ticket is due when it is, or late', { ticket }, ['ticket']),
  read('ticket.people', 'who takes part in a ticket or watches it', { ticket }, ['ticket']),
  read('ticket.duplicates', 'tickets about the same matter as this one', { ticket }, ['ticket']),
  read('ticket.suggest', 'articles that may answer a ticket', { ticket }, ['ticket']),
  read('time.ticket', 'time spent on a ticket', { ticket }, ['ticket']),
  read(
    'time.sheet',
    'time a person recorded',
    { span: 'today, yesterday, week or last_week', person: 'name; without it the person who asks' },
    ['span'],
  ),
  read('next.list', 'what is to be done next', { list: 'mine, overdue or missing' }),
  read('next.show', 'what is to be done next on a ticket', { ticket }, ['ticket']),
  read('next.history', 'what was to be done on a ticket before', { ticket }, ['ticket']),
  read(
    'customer.find',
    'a customer or contact: people, telephone, addresses, how they are doing',
    { query: 'name, address or mail domain' },
    ['query'],
  ),
  read('contracts.list', 'contracts, of a customer or all', { customer: 'name' }),
  read('oncall.show', 'who is on call now', {}),
  read('rota.list', 'who is on call when', {}),
  read('oncall.handoff', 'what whoever is on call needs to know', {}),
  read('away.list', 'who is away now and later', {}),
  read('teams.list', 'teams and their members', {}),
  read('skills.list', 'who knows what', {}),
  read('calendars.list', 'working hours and holidays', {}),
  read('policies.list', 'service level policies', {}),
  read('sla.report', 'how well service levels were kept', { days }),
  read('helpdesk.stats', 'the helpdesk in figures', { days }),
  read('satisfaction.show', 'what customers said of resolved tickets', {}),
  read('kb.search', 'articles of the knowledge base that answer a question', { query: 'words to search for' }, ['query']),
  read('deliveries.list', 'outward mails', { which: 'uncertain, failed, queued, sent or all' }),
  read('notifications.list', 'what the person who asks was told', {}),
  write(
    'ticket.status',
    'change the status of a ticket',
    { ticket, status: 'open, in_progress, waiting_customer, resolved, closed or cancelled' },
    ['ticket', 'status'],
  ),
  write('ticket.assign', 'give a ticket to a person', { ticket, to: 'name, me or nobody' }, ['ticket', 'to']),
  write('ticket.priority', 'change the priority of a ticket', { ticket, priority: 'low, medium, high or urgent' }, ['ticket', 'priority']),
  write('ticket.type', 'change the type of a ticket', { ticket, type: 'support, bug, feature_request, billing, technical or general' }, [
    'ticket',
    'type',
  ]),
];

function read(op: string, meaning: string, args: Record<string, string>, required: readonly string[] = []): Plannable {
  return { op, effect: 'read', meaning, args, required };
}

function write(op: string, meaning: string, args: Record<string, string>, required: readonly string[]): Plannable {
  return { op, effect: 'write', meaning, args, required };
}

/** The entry of an operation, or null when it is none that free words may become. */
export function plannableOf(op: string): Plannable | null {
  return plannable.find((one) => one.op === op) ?? null;
}

/** Every name an argument of the list has. */
export const plannableArguments: readonly string[] = [...new Set(plannable.flatMap((one) => Object.keys(one.args)))];
