import type { InboxItem, Installation } from '../../../domain/chat/chat.types.ts';
import type { SlackDeps, Turn } from '../slack.types.ts';
import type { SlackBody } from './body.types.ts';
import { createTurn } from './turn.ts';

/** Knows the turn of each body that is being handled: Bolt asks for a token with the body in hand and nothing else of ours. */
export type TurnKeeper = {
  /** Begins a turn; returns it as Bolt's custom properties. */
  open(installation: Installation, body: SlackBody, item: InboxItem | null): { deskhand: Turn };
  /** The turn of a body. Throws when there is none. */
  of(body: unknown): Turn;
};

/** A keeper that forgets a turn together with its body. */
export function createTurnKeeper(deps: Pick<SlackDeps, 'withTenant'>): TurnKeeper {
  const turns = new WeakMap<object, Turn>();
  return {
    open: (installation, body, item) => {
      const turn = createTurn(deps, installation, body, item);
      turns.set(body, turn);
      return { deskhand: turn };
    },
    of: (body) => {
      const turn = typeof body === 'object' && body !== null ? turns.get(body) : undefined;
      if (turn === undefined) throw new Error('a body reached Bolt without its turn');
      return turn;
    },
  };
}
