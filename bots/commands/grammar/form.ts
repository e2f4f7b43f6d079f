import type { Json } from '../../cards/card.types.ts';
import type { Cursor } from '../cursor.ts';

/** A typed operation with its arguments, as a command or a button names it. */
export type Call = { op: string; args: Record<string, Json> };

/**
 * What a command says. `choose`: it can mean several things. `half`: it began as this command; `problem` says what is missing, and `understood` is the part that
 * would work.
 */
export type Reading =
  | ({ kind: 'call' } & Call)
  | { kind: 'choose'; question: string; choices: ({ label: string } & Call)[] }
  | { kind: 'half'; problem: string; understood: ({ label: string } & Call) | null };

/** What the conversation is about. */
export type GrammarContext = { ticket: string | null };

export function call(op: string, args: Record<string, Json>): Reading {
  return { kind: 'call', op, args };
}

export function half(problem: string, understood: ({ label: string } & Call) | null = null): Reading {
  return { kind: 'half', problem, understood };
}

/** One way to say something. `words` are its names, the first is the one help shows; `op` is the operation it leads to. */
export type CommandForm = {
  words: readonly string[];
  op: string;
  usage: string;
  /** Said after the usage where the usage alone is not enough. */
  hint?: string;
  read(cursor: Cursor, context: GrammarContext): Reading;
};
