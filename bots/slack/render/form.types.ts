import type { Notice, Paragraph } from '../../cards/card.types.ts';

type Asked = { name: string; label: string; hint?: string; optional?: boolean };
export type Choice = { label: string; value: string };

/** An input of a modal. `external` is a type-ahead with the action id `pick:<source>`; `users` picks a person of the workspace. */
export type FormInput = Asked &
  (
    | { kind: 'line' | 'text'; value?: string; placeholder?: string; maxLength?: number }
    | { kind: 'choice'; value?: string; options: readonly Choice[] }
    | { kind: 'checks'; values?: readonly string[]; options: readonly Choice[] }
    | { kind: 'external'; source: string; value?: Choice | null }
    | { kind: 'users'; value?: string | null }
  );

/** A modal of ours. `whoSees` is printed on every view in which something is written: who will see it. */
export type FormSpec = { notices?: Notice[]; intro?: Paragraph[]; whoSees?: string | null; fields: readonly FormInput[] };

/** What is fixed when the view is drawn. `metadata` comes back with the submission, at most 3,000 characters. */
export type ViewFrame = { title: string; submit?: string; callbackId: string; metadata?: string; webUrl?: string };
