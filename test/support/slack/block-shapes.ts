import { z } from 'zod';
import {
  accessory,
  actionElement,
  anyText,
  buttonElement,
  contextAction,
  ids,
  image,
  inputElement,
  mrkdwn,
  plain,
} from './slack-limits.ts';

// The blocks of Block Kit with their limits: https://docs.slack.dev/reference/block-kit/blocks

const named = { block_id: ids.optional() };

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    code: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    underline: z.boolean().optional(),
    highlight: z.boolean().optional(),
    client_highlight: z.boolean().optional(),
    unlink: z.boolean().optional(),
  })
  .optional();
const span = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style }),
  z.strictObject({
    type: z.literal('link'),
    url: z.string().min(1).max(3_000),
    text: z.string().optional(),
    unsafe: z.boolean().optional(),
    style,
  }),
  z.strictObject({ type: z.literal('emoji'), name: z.string().min(1), unicode: z.string().optional(), style }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().min(1), style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string().min(1), style }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string().min(1), style }),
  z.strictObject({ type: z.literal('team'), team_id: z.string().min(1), style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), style }),
  z.strictObject({ type: z.literal('color'), value: z.string().min(1), style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: z.string().min(1),
    fallback: z.string().optional(),
    url: z.string().optional(),
    style,
  }),
]);
const border = { border: z.union([z.literal(0), z.literal(1)]).optional() };
const richSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(span) });
const richText = z.strictObject({
  type: z.literal('rich_text'),
  ...named,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        richSection,
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          elements: z.array(richSection).min(1),
          indent: z.int().min(0).max(8).optional(),
          offset: z.int().min(0).optional(),
          ...border,
        }),
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(span), ...border }),
        z.strictObject({
          type: z.literal('rich_text_preformatted'),
          elements: z.array(span),
          language: z.string().optional(),
          ...border,
        }),
      ]),
    )
    .min(1),
});

const actions = z.strictObject({ type: z.literal('actions'), ...named, elements: z.array(actionElement).min(1).max(25) });
const alert = z.strictObject({
  type: z.literal('alert'),
  ...named,
  text: anyText(),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});
const card = z.strictObject({
  type: z.literal('card'),
  ...named,
  hero_image: image.optional(),
  icon: image.optional(),
  title: mrkdwn(150).optional(),
  subtitle: mrkdwn(150).optional(),
  body: mrkdwn(200).optional(),
  actions: z.array(buttonElement).min(1).optional(),
});
const context = z.strictObject({
  type: z.literal('context'),
  ...named,
  elements: z
    .array(z.discriminatedUnion('type', [image, plain(), mrkdwn()]))
    .min(1)
    .max(10),
});
const divider = z.strictObject({ type: z.literal('divider'), ...named });
const header = z.strictObject({ type: z.literal('header'), ...named, text: plain(150) });
const imageBlock = image.extend({ ...named, title: plain(2_000).optional() });
const input = z.strictObject({
  type: z.literal('input'),
  ...named,
  label: plain(2_000),
  hint: plain(2_000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: inputElement,
});
const section = z.strictObject({
  type: z.literal('section'),
  ...named,
  text: anyText(3_000).optional(),
  fields: z.array(anyText(2_000)).min(1).max(10).optional(),
  accessory: accessory.optional(),
  expand: z.boolean().optional(),
});
const cell = z.discriminatedUnion('type', [
  richText,
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) }),
]);
const table = z.strictObject({
  type: z.literal('table'),
  ...named,
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(z.strictObject({ align: z.enum(['left', 'center', 'right']).optional(), is_wrapped: z.boolean().optional() }).nullable())
    .max(20)
    .optional(),
});
const source = z.strictObject({ type: z.literal('url'), url: z.string().min(1), text: z.string().min(1) });
const task = z.strictObject({
  type: z.literal('task_card'),
  ...named,
  task_id: z.string().min(1),
  title: z.string().min(1),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(source).optional(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
});
const video = z.strictObject({
  type: z.literal('video'),
  ...named,
  video_url: z.string().regex(/^https:/),
  thumbnail_url: z.string().min(1),
  alt_text: z.string().min(1),
  title: plain(199),
  title_url: z
    .string()
    .regex(/^https:/)
    .optional(),
  author_name: z.string().max(49).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: z.string().optional(),
  description: plain().optional(),
});
const inner = z.discriminatedUnion('type', [actions, context, divider, header, imageBlock, input, richText, section, table, video]);

/** Every block that an app can send. `file` blocks only come from Slack. */
export const block = z.discriminatedUnion('type', [
  actions,
  alert,
  card,
  z.strictObject({ type: z.literal('carousel'), ...named, elements: z.array(card).min(1).max(10) }),
  z.strictObject({
    type: z.literal('container'),
    ...named,
    title: plain(150).optional(),
    rich_text_title: richText.optional(),
    subtitle: anyText(150).optional(),
    child_blocks: z.array(inner).min(1).max(10),
    width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
    icon: image.optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
  }),
  context,
  z.strictObject({ type: z.literal('context_actions'), ...named, elements: z.array(contextAction).min(1).max(5) }),
  z.strictObject({
    type: z.literal('data_table'),
    ...named,
    rows: z.array(z.array(cell).min(1).max(20)).min(1),
    caption: z.string().min(1),
    page_size: z.int().min(1).max(100).optional(),
    row_header_column_index: z.int().min(0).optional(),
  }),
  divider,
  header,
  imageBlock,
  input,
  z.strictObject({ type: z.literal('markdown'), ...named, text: z.string().min(1).max(12_000) }),
  richText,
  section,
  table,
  task,
  z.strictObject({ type: z.literal('plan'), ...named, title: z.string().min(1), tasks: z.array(task).optional() }),
  video,
]);

export type AnyShape = z.infer<typeof block>;
