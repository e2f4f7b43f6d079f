/**
 * Slack's limits, as characters (UTF-16 units) or counts. Sources: the Block Kit reference (docs.slack.dev/reference/block-kit) and the comments of
 * `@slack/types`; where Slack says nothing the line says that the number is ours.
 */
export const limits = {
  /** Blocks of a message; Block Kit, "Blocks". */
  messageBlocks: 50,
  /** Blocks of a modal or a Home tab; views reference. */
  viewBlocks: 100,
  /** All text of one message. Ours: 9,597 characters passed and 11,341 were refused with `msg_blocks_too_long` (slackapi/bolt-js 2867). */
  messageText: 9_000,
  /** All text of one view. Ours: Slack names none. */
  viewText: 20_000,
  /** The text beside the blocks, which notifications and screen readers use; Slack cuts at 40,000, this is ours. */
  accessibleText: 600,
  /** Text of a section, and of any text object that names no smaller limit. */
  sectionText: 3_000,
  /** Text of one rich text block. Ours: Slack names none. */
  richText: 3_000,
  /** Elements of one rich text block. Ours: Slack names none. */
  richTextElements: 100,
  fields: 10,
  fieldText: 2_000,
  headerText: 150,
  buttonText: 75,
  buttonValue: 2_000,
  /** Longest action that a button carries itself. Ours: a little under Slack's limit. */
  ownButtonValue: 1_900,
  buttonUrl: 3_000,
  optionText: 75,
  /** Option reference; the comment in `@slack/types` still says 75. */
  optionValue: 150,
  options: 100,
  overflowOptions: 5,
  checkboxes: 10,
  actionElements: 25,
  /** Buttons of one row. Ours: more cannot be scanned. */
  buttonsInRow: 10,
  contextElements: 10,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  markdownText: 12_000,
  /** `action_id`, `block_id`, `callback_id`, `external_id`. */
  id: 255,
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3_000,
  inputLabel: 2_000,
  inputHint: 2_000,
  placeholder: 150,
  inputText: 3_000,
  prompts: 4,
} as const;

/** Calls a minute that Slack promises for each tier, for one method, app and workspace (docs.slack.dev/apis/web-api/rate-limits). */
export const callsPerMinute = { tier1: 1, tier2: 20, tier3: 50, tier4: 100 } as const;
export type RateTier = keyof typeof callsPerMinute | 'special';

/** Tier of each method we call, as its reference page says. `special`: about one message a second in a channel, see `pace`. */
export const methodTiers: Readonly<Record<string, RateTier>> = {
  'chat.postMessage': 'special',
  'chat.postEphemeral': 'tier4',
  'chat.update': 'tier3',
  'chat.delete': 'tier3',
  'chat.unfurl': 'tier3',
  'chat.getPermalink': 'special',
  'chat.startStream': 'tier2',
  'chat.appendStream': 'tier4',
  'chat.stopStream': 'tier2',
  'views.open': 'tier4',
  'views.push': 'tier4',
  'views.update': 'tier4',
  'views.publish': 'tier4',
  'assistant.threads.setSuggestedPrompts': 'tier4',
  'assistant.threads.setStatus': 'tier4',
  'reactions.add': 'tier3',
  'conversations.open': 'tier3',
  'conversations.info': 'tier3',
  'conversations.members': 'tier4',
  // Once a minute for commercially distributed apps outside the Marketplace since 29 May 2025.
  'conversations.replies': 'tier1',
  'conversations.history': 'tier1',
  'users.info': 'tier4',
  'files.getUploadURLExternal': 'tier4',
  'files.completeUploadExternal': 'tier4',
  'files.info': 'tier4',
  'auth.test': 'special',
  'auth.revoke': 'tier3',
  'oauth.v2.access': 'tier4',
};

/** Least time between two posts in one channel, in ms: about one a second, short bursts allowed (rate limits, "Posting messages"). */
export const pace = { postMs: 1_000, burst: 3 } as const;
