import { z } from 'zod';

/**
 * What Amazon SES publishes for a received mail (docs.aws.amazon.com/ses, “Contents of notifications for Amazon SES email receiving”). `content` comes
 * with an SNS action only, up to 150 KB; an S3 action names bucket and key.
 */
const sesNotification = z.object({
  notificationType: z.literal('Received'),
  content: z.string().optional(),
  mail: z.object({ messageId: z.string(), source: z.string().nullish() }),
  receipt: z.object({
    recipients: z.array(z.string()).default([]),
    action: z.object({
      type: z.string(),
      encoding: z.string().nullish(),
      bucketName: z.string().nullish(),
      objectKey: z.string().nullish(),
    }),
  }),
});
export type SesNotification = z.output<typeof sesNotification>;

/** The notification, or null for what SES and people publish besides (such as the one that says the rule was set up). */
export function readSesNotification(text: string): SesNotification | null {
  try {
    return sesNotification.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The raw mail that came along; null when it lies in a bucket. */
export function sesContent({ content, receipt }: SesNotification): Buffer | null {
  if (content === undefined) return null;
  return Buffer.from(content, receipt.action.encoding?.toUpperCase() === 'BASE64' ? 'base64' : 'utf8');
}
