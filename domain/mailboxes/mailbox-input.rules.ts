import { z } from 'zod';
import { mailAddress, shownName } from '../input.rules.ts';

const serverSchema = z
  .object({
    host: z
      .string()
      .trim()
      .regex(/^[\p{L}\p{N}.:_-]{1,253}$/u, 'must be a host name or address'),
    port: z.int('must be a port number').min(1, 'must be 1–65535').max(65535, 'must be 1–65535'),
    secure: z.boolean(),
    user: z.string().trim().min(1, 'must not be empty').max(320, 'must be at most 320 characters long').nullable(),
    importFrom: z
      .union([z.enum(['now', 'all']), z.int().min(1, 'must be at least one day').max(3650, 'must be at most 3650 days')])
      .optional(),
    password: z.string().min(1, 'must not be empty').max(4096, 'must be at most 4096 characters long').nullable(),
  })
  .refine((server) => server.password === null || server.user !== null, 'has a password but no user');

/** A server that is signed in to by OAuth: there is no password to keep. */
export const mailboxServerSchema = serverSchema
  .safeExtend({ password: z.null() })
  .transform(({ password: _none, ...settings }) => settings);

/** What may be said of a new mailbox. `secure`: TLS from the first byte (993, 465); otherwise STARTTLS where the server offers it. */
export const newMailboxSchema = z.object({
  address: mailAddress,
  name: shownName,
  imap: serverSchema.nullable().refine((server) => server?.user !== null, 'needs a user and a password'),
  smtp: serverSchema.nullable(),
});

const trustedHost = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, 'must be the name that the receiving host writes into Authentication-Results');

/** What may be changed of one; a password that is null stays as it is unless host or user change. */
export const mailboxChangesSchema = newMailboxSchema
  .omit({ address: true })
  .extend({ enabled: z.boolean(), trustedHost: trustedHost.nullable() })
  .partial();
