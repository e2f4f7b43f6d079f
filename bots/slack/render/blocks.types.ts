export type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  ExternalSelect,
  HomeView,
  InputBlock,
  KnownBlock,
  ModalView,
  Overflow,
  PlainTextElement,
  PlainTextOption,
  RichTextBlock,
  RichTextElement,
  RichTextQuote,
  RichTextSection,
  SectionBlock,
  StaticSelect,
} from '@slack/types';
export type { RenderedCard, RenderOptions, SlackMessage } from '../slack.types.ts';

import type { KnownBlock } from '@slack/types';

/** Blocks that stay together in one message, and how much text they hold. */
export type Piece = { blocks: KnownBlock[]; size: number };

/** What a button or an option carries: a typed operation with its arguments. `open:…` opens a view, everything else is a command's operation. */
export type CarriedAction = { op: string; args: Record<string, unknown> };

/** An action that was too long for what carries it. */
export type StashedAction = { id: string; action: CarriedAction };
