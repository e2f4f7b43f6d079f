import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { TicketMessageId } from '../ids.types.ts';

/** The sanitised HTML of a message that came as a mail with HTML. Its pictures are named `cid:` and a Content-ID of the message's files. */
export const MessageHtml = defineEntity({
  name: 'MessageHtml',
  tableName: 'message_html',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    messageId: p.uuid().$type<TicketMessageId>().primary(),
    html: p.text().lazy(),
  },
});
export type MessageHtml = InferEntity<typeof MessageHtml>;
