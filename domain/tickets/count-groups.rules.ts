/** What tickets can be counted apart by. Days, weeks (from Monday) and months are those they came in, in the asker's zone. */
export const countGroups = ['customer', 'assignee', 'team', 'priority', 'status', 'type', 'tag', 'day', 'week', 'month'] as const;
export type CountGroup = (typeof countGroups)[number];
