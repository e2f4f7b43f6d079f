import type { ChatChannelId, CustomerId } from '../ids.types.ts';

/** What a channel is used for, as far as messages in it go. */
export type ChatChannelUse = {
  id: ChatChannelId;
  name: string;
  isShared: boolean;
  capture: boolean;
  captureMinutes: number;
  optOut: string;
  reactions: boolean;
  customerId: CustomerId | null;
};
