/**
 * Life of an outward mail: `queued` → `sending` → `sent`, `failed` (refused for good, or a week of tries) or `uncertain` (handed over without
 * an answer: a person decides, nothing is resent blindly). `cancelled` was taken back before the first attempt.
 */
export const deliveryStates = ['queued', 'sending', 'sent', 'failed', 'uncertain', 'cancelled'] as const;
export type DeliveryState = (typeof deliveryStates)[number];
export type DeliveryPurpose = 'acknowledgement' | 'reply' | 'forward' | 'outreach' | 'notice' | 'satisfaction';
