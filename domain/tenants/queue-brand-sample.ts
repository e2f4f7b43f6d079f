import { brandSample } from '../../mail/templates/brand-sample.rules.ts';
import { chooseNoticeMailbox } from '../deliveries/choose-notice-mailbox.ts';
import { queueDelivery } from '../deliveries/queue-delivery.ts';
import { AppError } from '../errors.ts';
import { newId } from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { readBrand } from './read-brand.ts';

/** Sends a sample of the tenant's mails as they look now to a member of its staff. Throws `not_configured` without an enabled mailbox. */
export async function queueBrandSample(uow: TenantUnitOfWork, reader: MailAddress): Promise<void> {
  const mailbox = await chooseNoticeMailbox(uow);
  if (mailbox === null) {
    const userMessage = 'No mailbox is enabled to write from. Connect one first.';
    throw new AppError('not_configured', { message: 'no enabled mailbox', userMessage });
  }
  await queueDelivery(uow, {
    effectKey: `brand-sample:${newId<string>()}`,
    purpose: 'notice',
    ticketId: null,
    messageId: null,
    mailboxId: mailbox.id,
    mail: {
      from: { name: mailbox.company, address: mailbox.address },
      to: [reader],
      cc: [],
      replyTo: null,
      ...brandSample(await readBrand(uow)),
      inReplyTo: null,
      references: [],
      autoSubmitted: 'auto-generated',
      attachmentIds: [],
    },
  });
}
