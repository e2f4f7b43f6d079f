import { v5 } from 'uuid';
import type { CardAction } from '../../cards/card.types.ts';
import type { ActionsBlock, Button, CarriedAction, Overflow, PlainTextOption, StashedAction, StaticSelect } from './blocks.types.ts';
import { limits } from './limits.rules.ts';
import { plainText } from './plain-text.rules.ts';

const stashNamespace = '5d0a3c1e-7f0b-5b61-9a3e-2f6f3f2b8c11';
const pressNamespace = 'b1f9a6d2-3c47-5e0e-8f55-6a1d9c0e4b72';

/**
 * Numbers the actions of one rendering and keeps those that are too long for what carries them. `nonce` is new for every rendering: block ids carry it, so a
 * press on something newly drawn is a new command.
 */
export type ActionWriter = {
  readonly nonce: string;
  readonly stashed: StashedAction[];
  /** The next number, unique in the rendering. */
  next(): number;
  /** `<nonce>:<n>`, with more behind it when a listener needs to know it. */
  blockId(more?: string): string;
  /** What is carried: JSON when it has at most `max` characters, else `~` and the id of the stashed action. */
  value(action: CarriedAction, max: number): string;
};

export function createActionWriter(nonce: string): ActionWriter {
  let [actions, blocks] = [0, 0];
  const stashed: StashedAction[] = [];
  return {
    nonce,
    stashed,
    next: () => actions++,
    blockId: (more) => `${nonce}:${blocks++}${more === undefined ? '' : `:${more}`}`.slice(0, limits.id),
    value: ({ op, args }, max) => {
      const written = encodeAction({ op, args });
      if (written.length <= max) return written;
      // The content is in the id: a rendering that is repeated under its nonce and differs must not find the older action.
      const id = v5(JSON.stringify([nonce, stashed.length, written]), stashNamespace);
      stashed.push({ id, action: JSON.parse(written) as CarriedAction });
      return `~${id}`;
    },
  };
}

/** The action as text that Slack hands back unchanged: `&`, `<`, `>` and half characters are JSON escapes. */
export function encodeAction({ op, args }: CarriedAction): string {
  return JSON.stringify({ op, args }, keepable).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** PostgreSQL keeps neither half characters nor zeros in `jsonb`. */
function keepable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value;
}

/** What a press carried: the action itself, the id of a stashed one, or null for what we did not write. It has no authority: the runner checks it anew. */
export function decodeAction(value: unknown): CarriedAction | { stash: string } | null {
  if (typeof value !== 'string') return null;
  const stash = /^~([0-9a-f-]{36})$/.exec(value)?.[1];
  if (stash !== undefined) return { stash };
  try {
    const read: unknown = JSON.parse(value);
    if (typeof read !== 'object' || read === null || !('op' in read) || typeof read.op !== 'string') return null;
    const args = 'args' in read ? read.args : {};
    return typeof args === 'object' && args !== null && !Array.isArray(args)
      ? { op: read.op, args: args as Record<string, unknown> }
      : null;
  } catch {
    return null;
  }
}

/** What an element of a `block_actions` payload carries: the value of a button, the chosen option, person or channel; null when nothing is chosen. */
export function pressedValue(element: Record<string, unknown>): string | null {
  const option = element.selected_option as { value?: unknown } | null | undefined;
  const found = element.value ?? option?.value ?? element.selected_user ?? element.selected_conversation ?? element.selected_channel;
  return typeof found === 'string' ? found : null;
}

/** What names one press: who pressed what, where it was drawn. */
export type PressPlace = {
  installationId: string;
  user: string;
  /** Channel or view, and the message's `ts` or the view's root id. */
  channel: string;
  ts: string;
  blockId: string;
  actionId: string;
  value: string;
};

/** The command id of a press, a UUID: the same button pressed twice by one person is one command; newly drawn (another nonce in the block id) it is a new one. */
export function pressId({ installationId, user, channel, ts, blockId, actionId, value }: PressPlace): string {
  return v5(JSON.stringify([installationId, user, channel, ts, blockId, actionId, value]), pressNamespace);
}

/** The action as a button: `op:<n>` runs the operation, `open:…` opens the view of that name. */
export function actionButton(writer: ActionWriter, action: CardAction): Button {
  const opens = action.op.startsWith('open:');
  const number = writer.next();
  return {
    type: 'button',
    action_id: opens ? action.op.slice(0, limits.id) : `op:${number}`,
    text: plainText(action.label, limits.buttonText, 'Do it'),
    value: writer.value(action, limits.ownButtonValue),
    ...(action.style === 'default' ? {} : { style: action.style }),
    ...(action.confirm === null ? {} : { confirm: confirmDialog(action, action.confirm) }),
  };
}

function confirmDialog(action: CardAction, question: string): NonNullable<Button['confirm']> {
  return {
    title: plainText('Are you sure?', limits.confirmTitle),
    text: plainText(question, limits.confirmText, 'Do it?'),
    confirm: plainText(action.label, limits.confirmButton, 'Do it'),
    deny: plainText('Cancel', limits.confirmButton),
    ...(action.style === 'danger' ? { style: 'danger' as const } : {}),
  };
}

/** Actions as the options of one menu: choosing is pressing. The first 100 are offered, each once. */
export function actionSelect(writer: ActionWriter, { placeholder, actions }: { placeholder: string; actions: CardAction[] }): StaticSelect {
  return {
    type: 'static_select',
    action_id: `op:${writer.next()}`,
    placeholder: plainText(placeholder, limits.placeholder, 'Choose'),
    options: unlike(actions)
      .slice(0, limits.options)
      .map((action) => actionOption(writer, action)),
  };
}

/** Actions behind the three dots; Slack takes five. */
export function actionOverflow(writer: ActionWriter, actions: CardAction[]): Overflow {
  return {
    type: 'overflow',
    action_id: `op:${writer.next()}`,
    options: actions.slice(0, limits.overflowOptions).map((action) => actionOption(writer, action)),
  };
}

function unlike(actions: CardAction[]): CardAction[] {
  const written = actions.map(encodeAction);
  return actions.filter((_action, index) => written.indexOf(written[index] ?? '') === index);
}

function actionOption(writer: ActionWriter, action: CardAction): PlainTextOption {
  return { text: plainText(action.label, limits.optionText, 'Do it'), value: writer.value(action, limits.optionValue) };
}

/** A row of buttons, menus and pickers. */
export function actionsBlock(writer: ActionWriter, elements: ActionsBlock['elements'], more?: string): ActionsBlock {
  return { type: 'actions', block_id: writer.blockId(more), elements };
}
