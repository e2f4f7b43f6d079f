import type { Sent, SlackCall } from '../slack.types.ts';
import type { CallContext } from './call.types.ts';
import { markFor } from './post-mark.rules.ts';
import { troubleOf } from './slack-errors.rules.ts';
import { stepTo } from './step.ts';

/** Verbs that may be made twice: what they leave is the same. */
export type InPlace = Extract<SlackCall, { verb: 'update' | 'delete' | 'home' | 'unfurl' | 'prompts' | 'react' }>;

const makers: { [Verb in InPlace['verb']]: (ctx: CallContext, call: InPlace & { verb: Verb }) => Promise<Sent> } = {
  /** Changes a message. What would continue it stays out: the parts of a long message are posts of their own. */
  update: async (ctx, { channel, ts, message: { text, blocks } }) => {
    await ctx.client.chat.update({
      channel,
      ts,
      text,
      blocks,
      // An update is read with `client` parsing by default, which would make names of people and channels in the text into mentions.
      parse: 'none',
      link_names: false,
      metadata: markFor(ctx.post.id, 0),
    });
    return { channel, ts, parts: [ts] };
  },
  delete: async (ctx, { channel, ts }) => {
    await unless(['message_not_found', 'thread_not_found'], ctx.client.chat.delete({ channel, ts }));
    return { channel, ts, parts: [] };
  },
  home: async (ctx, { user, view }) => {
    await ctx.client.views.publish({ user_id: user, view: view as Parameters<typeof ctx.client.views.publish>[0]['view'] });
    return { channel: null, ts: null, parts: [] };
  },
  unfurl: async (ctx, { channel, ts, unfurls }) => {
    await ctx.client.chat.unfurl({ channel, ts, unfurls });
    return { channel, ts: null, parts: [] };
  },
  prompts: async (ctx, { channel, threadTs, title, prompts }) => {
    await ctx.client.assistant.threads.setSuggestedPrompts({
      channel_id: channel,
      title,
      prompts,
      ...(threadTs === null ? {} : { thread_ts: threadTs }),
    });
    return { channel, ts: null, parts: [] };
  },
  react: async (ctx, { channel, ts, name }) => {
    // The message is gone: there is nothing left to react to.
    await unless(['already_reacted', 'message_not_found'], ctx.client.reactions.add({ channel, timestamp: ts, name }));
    return { channel, ts: null, parts: [] };
  },
};

export async function sendInPlace<Verb extends InPlace['verb']>(ctx: CallContext, call: InPlace & { verb: Verb }): Promise<Sent> {
  ctx.progress.mayBeThere = false;
  stepTo(ctx, 'safe', call.verb === 'update' ? 'lane' : 'kind');
  const make = makers[call.verb] as (ctx: CallContext, call: InPlace) => Promise<Sent>;
  return make(ctx, call);
}

/** Slack's refusals that say that it is as wished. */
async function unless(done: readonly string[], call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble.kind !== 'refused' || !done.includes(trouble.error)) throw error;
  }
}
