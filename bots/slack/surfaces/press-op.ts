import type { Card, CardAction } from '../../cards/card.types.ts';
import type { Act, Wanted } from './act.types.ts';

/** Runs an operation of the commands as the person. What a surface hands over is JSON; the runner checks it anew. */
export function pressOp({ deps, person, commandId }: Pick<Act, 'deps' | 'person' | 'commandId'>, { op, args }: Wanted): Promise<Card> {
  return deps.commands.press(person, { op, args: args as CardAction['args'] }, commandId);
}
