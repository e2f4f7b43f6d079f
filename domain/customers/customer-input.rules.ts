import { z } from 'zod';
import { mailAddress, mailDomain, shownName } from '../input.rules.ts';
import { isPublicMailDomain } from './mail-domain.rules.ts';

/** A domain that can be a customer's own. */
export const ownDomain = mailDomain.refine(
  (domain) => !isPublicMailDomain(domain),
  'must be the customer’s own domain, not a public mail provider’s',
);

/** What may be said of a new customer. */
export const newCustomerSchema = z.object({ name: shownName, domains: z.array(ownDomain).max(50, 'must be at most 50').default([]) });

const optionalText = z.string().trim().max(200, 'must be at most 200 characters long').nullable().default(null);

/** What may be said of a new contact; the first address is the primary one. */
export const newContactSchema = z.object({
  name: shownName,
  addresses: z.array(mailAddress).max(20, 'must be at most 20').default([]),
  jobTitle: optionalText,
  phone: optionalText,
});
