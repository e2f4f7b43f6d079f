import type { WebClient } from '@slack/web-api';
import type { ClaimedPost, Installation } from '../../../domain/chat/chat.types.ts';
import type { SlackDeps } from '../slack.types.ts';

export type { ContextActionsBlock } from '@slack/types';

/**
 * How the step under way stands towards being made twice. `safe`: twice is once (updates, deletions, views, previews, reactions, everything before a message
 * exists). `post`: it makes a message that carries our mark, so Slack can be asked for it. `once`: it makes something that can be neither repeated for ever nor asked
 * for (what one person alone sees). `ask`: the asking itself.
 */
export type Step = 'safe' | 'post' | 'once' | 'ask';

/** What is known of an attempt when it breaks off. */
export type Progress = {
  step: Step;
  /** What a 429 of this step is about: the channel's own pace, or the method's in the whole workspace. */
  scope: 'lane' | 'kind';
  /** Some of the post is there, or an earlier attempt was cut off and Slack was not asked yet. */
  mayBeThere: boolean;
};

/** What one attempt is made with. */
export type CallContext = {
  deps: SlackDeps;
  client: WebClient;
  post: ClaimedPost;
  installation: Installation;
  progress: Progress;
  /** Instant (ms) after which no further call begins: the lease must not run out under one. */
  endsAt: number;
  /** True when the post was called off while it goes out. */
  isCancelled(): Promise<boolean>;
};
