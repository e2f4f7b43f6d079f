import type { z } from 'zod';
import type { FormInput } from '../render/form.types.ts';
import type { AnswerRef } from '../slack.types.ts';

/** What travels in a modal's `private_metadata`: the call that its fields complete, and where the answer goes. */
export type ModalMeta = {
  modal: string;
  op: string;
  args: Record<string, unknown>;
  to: AnswerRef['to'];
  /** Sealed response address of the interaction that opened it. */
  responseUrl?: string;
  /** Where a card's own form is kept (`chat_actions`). */
  form?: string;
};

/** A kind of modal: how it reads, who will see what is written, and how its values are checked. */
export type Modal = {
  title: string;
  submit: string;
  whoSees: string;
  op: string;
  fields: readonly FormInput[];
  schema: z.ZodObject;
  /** Fields that name a time in words. */
  moments?: readonly string[];
};
