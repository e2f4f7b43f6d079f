import { newId } from '../../../domain/ids.types.ts';
import type { Card } from '../../cards/card.types.ts';
import { errorCard } from '../../cards/error-card.ts';
import { logFailure } from '../../commands/log-failure.ts';
import type { Act } from './act.types.ts';

/** What `work` answers; what it refuses is a card that says so. An unexpected failure is thrown, so that the item is tried again. */
export async function asCard({ deps, person }: Pick<Act, 'deps' | 'person'>, op: string, work: () => Promise<Card>): Promise<Card> {
  try {
    return await work();
  } catch (error) {
    const card = errorCard(error, newId<string>());
    if (card.error?.code === 'unknown') throw error;
    logFailure(deps.log, error, { reference: '', op, tenantId: person.tenantId, userId: person.userId });
    return card;
  }
}
