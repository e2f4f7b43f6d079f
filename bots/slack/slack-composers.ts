import type { ChatPostKind } from '../../domain/chat/chat.types.ts';
import { alertComposer } from './notices/alert-composer.ts';
import { digestComposer } from './notices/digest-composer.ts';
import { handoffComposer } from './notices/handoff-composer.ts';
import { noticeComposer } from './notices/notice-composer.ts';
import type { Composer } from './slack.types.ts';
import { answerComposer } from './surfaces/answer-composer.ts';
import { homeComposer } from './surfaces/home-composer.ts';
import { promptsComposer } from './surfaces/prompts-composer.ts';
import { unfurlComposer } from './surfaces/unfurl-composer.ts';
import { cardComposer } from './threads/card-composer.ts';
import { fileComposer } from './threads/file-composer.ts';
import { messageComposer } from './threads/message-composer.ts';

/** What makes each kind of post. */
export const slackComposers: Partial<Record<ChatPostKind, Composer>> = {
  answer: answerComposer,
  home: homeComposer,
  prompts: promptsComposer,
  unfurl: unfurlComposer,
  notice: noticeComposer,
  digest: digestComposer,
  alert: alertComposer,
  handoff: handoffComposer,
  card: cardComposer,
  file: fileComposer,
  message: messageComposer,
};
