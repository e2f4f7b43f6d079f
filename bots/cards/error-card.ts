import { AppError } from '../../domain/errors.ts';
import type { Card } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold } from './spans.rules.ts';

/** A failure in words: what was not done, why, and the next step. An unexpected one says only its reference; what it was stands in the log. */
export function errorCard(error: unknown, reference: string): Card {
  if (!(error instanceof AppError)) {
    return makeCard('error', [bold('Not done')], {
      notices: [
        {
          level: 'error',
          text: `This could not be done. Nothing was changed. If it happens again, tell an admin the reference ${reference}.`,
        },
      ],
      error: { code: 'unknown', reference },
    });
  }
  const { ticket } = error.details;
  const number = typeof ticket === 'string' ? ticket : null;
  return makeCard('error', [bold('Not done')], {
    notices: [{ level: 'error', text: error.userMessage }],
    actions: number === null ? [] : [action(`Show ${number}`, 'ticket.show', { ticket: number })],
    error: { code: error.code, reference: null },
    ticket: number,
  });
}
