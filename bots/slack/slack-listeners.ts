import { lifecycleListeners } from './install/lifecycle-listeners.ts';
import type { SlackListeners } from './slack.types.ts';
import { assistantListeners } from './surfaces/assistant.ts';
import { deskCommand } from './surfaces/desk-command.ts';
import { homeListeners } from './surfaces/home-listeners.ts';
import { mentionListeners } from './surfaces/mentions.ts';
import { noteTold } from './surfaces/note-told.ts';
import { openListeners } from './surfaces/open-listeners.ts';
import { pressListeners } from './surfaces/presses.ts';
import { submitListeners } from './surfaces/submit-listeners.ts';
import { typeAhead } from './surfaces/type-ahead.ts';
import { unfurlListeners } from './surfaces/unfurl-listeners.ts';
import { inspectListeners } from './threads/inspect-listeners.ts';
import { messageListeners } from './threads/message-listeners.ts';
import { reactionListeners } from './threads/reaction-listeners.ts';

/** The listeners of every surface, in the order they are registered. */
export const slackListeners: readonly SlackListeners[] = [
  lifecycleListeners,
  messageListeners,
  reactionListeners,
  inspectListeners,
  deskCommand,
  mentionListeners,
  noteTold,
  pressListeners,
  openListeners,
  submitListeners,
  typeAhead,
  assistantListeners,
  homeListeners,
  unfurlListeners,
];
