import { z } from 'zod';

// Limits of Block Kit as its reference states them, written without a look at the renderer: https://docs.slack.dev/reference/block-kit

export const ids = z.string().min(1).max(255);

/** Plain text of 1 to `max` characters. */
export const plain = (max = 3_000) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(max), emoji: z.boolean().optional() });

export const mrkdwn = (max = 3_000) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(max), verbatim: z.boolean().optional() });

export const anyText = (max = 3_000) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)]);

const colour = z.enum(['primary', 'danger']);

export const confirmation = z.strictObject({
  title: plain(100).optional(),
  text: anyText(300),
  confirm: plain(30).optional(),
  deny: plain(30).optional(),
  style: colour.optional(),
});

/** A choice of radio buttons and checkboxes, whose text may be mrkdwn. */
const richOption = z.strictObject({ text: anyText(75), value: z.string().max(150), description: anyText(75).optional() });
export const option = z.strictObject({ text: plain(75), value: z.string().max(150), description: plain(75).optional() });
const menuOption = option.extend({ url: z.string().max(3_000).optional() });
const group = z.strictObject({ label: plain(75), options: z.array(option).min(1).max(100) });

/** What a type-ahead may answer. */
export const suggestions = z.union([
  z.strictObject({ options: z.array(option).max(100) }),
  z.strictObject({ option_groups: z.array(group).max(100) }),
]);

const action = { action_id: ids.optional() };
const confirm = { confirm: confirmation.optional() };
const focus = { focus_on_load: z.boolean().optional() };
const hint = { placeholder: plain(150).optional() };
const many = { max_selected_items: z.int().min(1).optional() };
const dispatch = {
  dispatch_action_config: z
    .strictObject({ trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1) })
    .optional(),
};
const select = { ...action, ...confirm, ...focus, ...hint };
const query = { min_query_length: z.int().min(0).optional() };
const filter = {
  filter: z
    .strictObject({
      include: z
        .array(z.enum(['im', 'mpim', 'private', 'public']))
        .min(1)
        .optional(),
      exclude_external_shared_channels: z.boolean().optional(),
      exclude_bot_users: z.boolean().optional(),
    })
    .optional(),
};
const lists = { options: z.array(option).min(1).max(100).optional(), option_groups: z.array(group).min(1).max(100).optional() };
const httpUrl = z
  .string()
  .max(3_000)
  .regex(/^(https?|mailto|tel|slack):/);

const button = z.strictObject({
  type: z.literal('button'),
  ...action,
  text: plain(75),
  value: z.string().min(1).max(2_000).optional(),
  url: httpUrl.optional(),
  style: colour.optional(),
  accessibility_label: z.string().max(75).optional(),
  ...confirm,
});
const slackFile = z.union([z.strictObject({ id: z.string().min(1) }), z.strictObject({ url: z.string().min(1) })]);
export const image = z.strictObject({
  type: z.literal('image'),
  alt_text: z.string().min(1).max(2_000),
  image_url: z.string().min(1).max(3_000).optional(),
  slack_file: slackFile.optional(),
});
const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  options: z.array(richOption).min(1).max(10),
  initial_options: z.array(richOption).min(1).optional(),
  ...action,
  ...confirm,
  ...focus,
});
const radio = z.strictObject({
  type: z.literal('radio_buttons'),
  options: z.array(richOption).min(1).max(10),
  initial_option: richOption.optional(),
  ...action,
  ...confirm,
  ...focus,
});
const overflow = z.strictObject({ type: z.literal('overflow'), options: z.array(menuOption).min(1).max(5), ...action, ...confirm });
const workflowButton = z.strictObject({
  type: z.literal('workflow_button'),
  text: plain(75),
  workflow: z.looseObject({ trigger: z.looseObject({ url: z.string() }) }),
  style: colour.optional(),
  accessibility_label: z.string().max(75).optional(),
  ...action,
});

const selects = [
  z.strictObject({ type: z.literal('static_select'), initial_option: option.optional(), ...lists, ...select }),
  z.strictObject({ type: z.literal('external_select'), initial_option: option.optional(), ...query, ...select }),
  z.strictObject({ type: z.literal('users_select'), initial_user: z.string().optional(), ...select }),
  z.strictObject({
    type: z.literal('conversations_select'),
    initial_conversation: z.string().optional(),
    default_to_current_conversation: z.boolean().optional(),
    response_url_enabled: z.boolean().optional(),
    ...filter,
    ...select,
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    initial_channel: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
    ...select,
  }),
  z.strictObject({ type: z.literal('multi_static_select'), initial_options: z.array(option).optional(), ...lists, ...many, ...select }),
  z.strictObject({ type: z.literal('multi_external_select'), initial_options: z.array(option).optional(), ...query, ...many, ...select }),
  z.strictObject({ type: z.literal('multi_users_select'), initial_users: z.array(z.string()).optional(), ...many, ...select }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    initial_conversations: z.array(z.string()).optional(),
    default_to_current_conversation: z.boolean().optional(),
    ...filter,
    ...many,
    ...select,
  }),
  z.strictObject({ type: z.literal('multi_channels_select'), initial_channels: z.array(z.string()).optional(), ...many, ...select }),
] as const;

const pickers = [
  z.strictObject({ type: z.literal('datepicker'), initial_date: z.iso.date().optional(), ...select }),
  z.strictObject({
    type: z.literal('datetimepicker'),
    initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
    ...action,
    ...confirm,
    ...focus,
  }),
  z.strictObject({
    type: z.literal('timepicker'),
    initial_time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .optional(),
    timezone: z.string().optional(),
    ...select,
  }),
] as const;

const typed = { ...action, ...dispatch, ...focus, ...hint };
const richInput = z.strictObject({
  type: z.literal('rich_text_input'),
  initial_value: z.looseObject({ type: z.literal('rich_text') }).optional(),
  min_lines: z.int().min(1).max(100).optional(),
  max_lines: z.int().min(1).max(100).optional(),
  ...typed,
});
const inputs = [
  z.strictObject({
    type: z.literal('plain_text_input'),
    initial_value: z.string().max(3_000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3_000).optional(),
    max_length: z.int().min(1).max(3_000).optional(),
    ...typed,
  }),
  z.strictObject({ type: z.literal('email_text_input'), initial_value: z.string().optional(), ...typed }),
  z.strictObject({ type: z.literal('url_text_input'), initial_value: z.string().optional(), ...typed }),
  z.strictObject({
    type: z.literal('number_input'),
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().optional(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
    ...typed,
  }),
  z.strictObject({
    type: z.literal('file_input'),
    filetypes: z.array(z.string()).optional(),
    max_files: z.int().min(1).max(10).optional(),
    ...action,
  }),
] as const;

const opinion = z.strictObject({
  text: plain(75),
  value: z.string().min(1).max(2_000),
  accessibility_label: z.string().max(75).optional(),
});
const feedback = z.strictObject({ type: z.literal('feedback_buttons'), positive_button: opinion, negative_button: opinion, ...action });
const iconButton = z.strictObject({
  type: z.literal('icon_button'),
  icon: z.string().min(1),
  text: plain(75),
  accessibility_label: z.string().max(75).optional(),
  value: z.string().max(2_000).optional(),
  visible_to_user_ids: z.array(z.string()).optional(),
  ...action,
  ...confirm,
});

export const buttonElement = button;
export const actionElement = z.discriminatedUnion('type', [
  button,
  checkboxes,
  radio,
  overflow,
  workflowButton,
  richInput,
  ...selects,
  ...pickers,
]);
export const accessory = z.discriminatedUnion('type', [
  button,
  image,
  checkboxes,
  radio,
  overflow,
  workflowButton,
  ...selects,
  pickers[0],
  pickers[2],
]);
export const inputElement = z.discriminatedUnion('type', [checkboxes, radio, richInput, ...selects, ...pickers, ...inputs]);
export const contextAction = z.discriminatedUnion('type', [feedback, iconButton]);
