import type { ErrorCode } from '../../domain/errors.ts';

/** A value that survives JSON: what an action carries. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * A run of plain text. `text` is data, never markup: a renderer escapes it whatever it looks like (a customer may have written it).
 * `at` (ISO 8601) says that the text is that instant, already written in the reader's zone: a surface with a date token of its own may use it.
 * `href` is set by us only and is http(s) or a path of ours.
 */
export type Span = { text: string; style?: 'bold' | 'code' | 'muted'; at?: string; href?: string };

/** Spans shown as one paragraph; line ends inside a text are kept. */
export type Paragraph = Span[];

export type Field = { label: string; value: Paragraph };

/**
 * Something a person can press. The surface hands `op` and `args` back unchanged to `press` with a command id of its own that is fixed when the
 * button is drawn: the same id again returns the first answer. Nothing in it has authority: the runner checks arguments and rights anew.
 */
export type CardAction = {
  label: string;
  style: 'primary' | 'default' | 'danger';
  /** Name of a typed operation, such as `ticket.assign`. */
  op: string;
  args: Record<string, Json>;
  /** Asked by the surface before it presses; null when the press acts at once. */
  confirm: string | null;
};

/** One line of a list with what can be done to it. */
export type Row = { title: Paragraph; lines: Paragraph[]; actions: CardAction[] };

/**
 * Text under a heading. `tone` says who may see what is in it: `public` went to or came from outside, `internal` never leaves the house, `unverified` came
 * from an address that proved no right to write here, `plain` is our own words, `preview` would be sent exactly like this.
 */
export type Section = {
  heading: Paragraph;
  tone: 'plain' | 'public' | 'internal' | 'unverified' | 'preview';
  paragraphs: Paragraph[];
  actions: CardAction[];
};

/** An input of a form. Its value joins the `args` of the form's action under `name`, as text. */
export type FormField = {
  name: string;
  label: string;
  kind: 'line' | 'text' | 'choice';
  value: string;
  /** For `choice`. */
  options: { label: string; value: string }[];
};

export type CardForm = { action: CardAction; fields: FormField[] };

export type Notice = { level: 'info' | 'success' | 'warning' | 'error'; text: string };

/** `total` is null when it was not counted; with `totalIsAtLeast` there are more than that. `next` shows the following page. */
export type Paging = { shown: number; total: number | null; totalIsAtLeast: boolean; next: CardAction | null };

export type CardKind =
  | 'ticket'
  | 'ticket_list'
  | 'ticket_counts'
  | 'view_list'
  | 'draft'
  | 'done'
  | 'customer'
  | 'mail_list'
  | 'delivery_list'
  | 'calendar'
  | 'policy'
  | 'contract'
  | 'what_if'
  | 'notification_list'
  | 'notification_settings'
  | 'satisfaction'
  | 'brand'
  | 'article'
  | 'article_list'
  | 'choice'
  | 'help'
  | 'clocks'
  | 'report'
  | 'list'
  | 'ai_result'
  | 'ai_job'
  | 'receipt'
  | 'prompt'
  | 'confirmation'
  | 'error';

/** What every command answers with: neutral, small, rendered by each surface in its own way and by `card-to-text.ts` in words. */
export type Card = {
  kind: CardKind;
  title: Paragraph;
  /** Read these first. */
  notices: Notice[];
  fields: Field[];
  text: Paragraph[];
  sections: Section[];
  rows: Row[];
  paging: Paging | null;
  form: CardForm | null;
  actions: CardAction[];
  /** Set on cards of kind `error`: nothing was changed. `reference` names the log line of an unexpected failure. */
  error: { code: ErrorCode | 'unknown'; reference: string | null } | null;
  /** Number of the ticket this card is about: a surface may pass it as `ticket` with what the person types next. */
  ticket: string | null;
  /** Set while the answer is still being worked on: id of the job, whose card `ai.job` shows. A surface looks again until it is gone. */
  pending?: string;
  /** Set on the answer to free words: the call they were understood as. What would change something was not done. */
  plan?: { op: string; args: Record<string, Json> };
};
