import { z } from 'zod';
import { listRatings } from '../../../domain/satisfaction/list-ratings.ts';
import { switchSatisfaction as switchAsking } from '../../../domain/satisfaction/switch-satisfaction.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { satisfactionCard } from '../../cards/satisfaction-card.ts';
import { action, bold } from '../../cards/spans.rules.ts';
import { defineDeed } from '../operation.ts';

const days = 30;
const ratingsShown = 5;

export const showSatisfaction = defineDeed({
  summary: 'Show what requesters said of resolved tickets in 30 days',
  examples: ['satisfaction', 'ratings'],
  schema: z.strictObject({}),
  run: async ({ uow, reader }) => {
    const since = new Date(uow.now.getTime() - days * 86_400_000);
    return satisfactionCard(await listRatings(uow, since, ratingsShown), days, reader);
  },
});

export const switchSatisfaction = defineDeed({
  summary: 'Say whether requesters are asked how it went, and when',
  examples: ['satisfaction on', 'satisfaction on after 48 h', 'satisfaction off'],
  schema: z.strictObject({ ask: z.boolean(), afterHours: z.int().min(0).max(720, 'must be at most 720 hours (30 days)').optional() }),
  run: async ({ uow }, { ask, afterHours }) => {
    const now = await switchAsking(uow, { ask, ...(afterHours === undefined ? {} : { afterHours }) });
    const text = now.askSatisfaction
      ? `Requesters are asked by mail ${now.satisfactionDelayHours} hours after their ticket was resolved, once per ticket and at most once in seven days.`
      : 'Requesters are not asked any more. Links that are out still count.';
    return makeCard('done', [bold('Satisfaction')], {
      notices: [{ level: 'success', text }],
      actions: [action('Ratings', 'satisfaction.show', {})],
    });
  },
});
