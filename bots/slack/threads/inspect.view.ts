import type { View } from '@slack/types';
import type { Paragraph } from '../../cards/card.types.ts';
import { limits } from '../render/limits.rules.ts';
import { spansToMrkdwn } from '../render/mrkdwn.rules.ts';
import { plainText } from '../render/plain-text.rules.ts';

/** A modal that only says something, one block a line. */
export function inspectView(lines: Paragraph[], webUrl: string): View {
  return {
    type: 'modal',
    callback_id: 'inspected',
    title: plainText('Inspect', limits.viewTitle),
    close: plainText('Close', limits.viewButton),
    blocks: lines.map((line) => ({
      type: 'section' as const,
      text: { type: 'mrkdwn' as const, text: spansToMrkdwn(line, webUrl), verbatim: true },
    })),
  };
}
