import { z } from 'zod';
import { mailAddress } from '../../domain/input.rules.ts';

/** Longest text a person may send at once, in UTF-16 units. */
export const longestText = 100_000;

/** A ticket as people name it. */
export const ticketRef = z.string().trim().min(1, 'must name a ticket').max(40, 'must name a ticket');
/** An article as people name it. */
export const articleRef = z.string().trim().min(1, 'must name an article').max(20, 'must name an article');
/** The version of the ticket that a button was drawn for. */
export const seenVersion = z.int().positive().optional();
export const longText = z.string().max(longestText, 'is too long');
export const writtenText = longText.refine((text) => text.trim() !== '', 'must not be empty');
export const shortText = z.string().trim().min(1, 'must not be empty').max(300, 'is too long');
export const uuid = z.uuid('must be an id');

/** One address or several; a form hands over one line with commas. */
export const addressList = z
  .union([z.array(mailAddress), z.string().transform((line) => line.split(/[\s,;]+/).filter((part) => part !== ''))])
  .pipe(z.array(mailAddress).min(1, 'must name an address').max(20, 'must be at most 20'));

/** Where a page of a list ended. */
export const cursor = z.strictObject({
  at: z
    .string()
    .max(40)
    .regex(/^[\d:.+ TZ-]+$/, 'must be an instant'),
  id: uuid,
});
