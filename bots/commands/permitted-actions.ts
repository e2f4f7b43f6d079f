import { can, type Role } from '../../domain/people/permissions.rules.ts';
import type { Card, CardAction } from '../cards/card.types.ts';
import { operationOf } from './operation-table.ts';

/** The card without the buttons this role may not press. */
export function withPermittedActions(card: Card, role: Role): Card {
  const may = (one: CardAction): boolean => {
    const operation = operationOf(one.op);
    return operation !== null && can(role, operation.permission);
  };
  return {
    ...card,
    actions: card.actions.filter(may),
    rows: card.rows.map((row) => ({ ...row, actions: row.actions.filter(may) })),
    sections: card.sections.map((section) => ({ ...section, actions: section.actions.filter(may) })),
    form: card.form !== null && may(card.form.action) ? card.form : null,
  };
}
