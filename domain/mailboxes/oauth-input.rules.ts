import { z } from 'zod';
import { mailboxServerSchema } from './mailbox-input.rules.ts';
import { oauthProviders } from './mailbox-oauth.types.ts';

const thisMachine = ['localhost', '127.0.0.1', '[::1]'];

/** A token or an authorization code goes over TLS only (RFC 6749 3.1, 3.2), unless it does not leave this machine. */
const endpoint = z
  .string()
  .trim()
  .max(1_000, 'must be at most 1000 characters long')
  .refine(isEndpoint, 'must be an https address without user, password or #');

function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, hash } = new URL(text);
  if (username !== '' || password !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && thisMachine.includes(hostname));
}

const server = mailboxServerSchema.nullable().optional();

/** What is said of a registration. Addresses and scopes may be left out for the providers that are known by heart. */
export const mailboxOauthSchema = z
  .object({
    provider: z.enum(oauthProviders, `must be one of ${oauthProviders.join(', ')}`),
    flow: z.enum(['person', 'app']),
    clientId: z
      .string()
      .trim()
      .regex(/^[\x21-\x7e]{1,400}$/, 'must be the id that the provider shows for the application'),
    /** null: the stored one stays; there is none for a public client. */
    clientSecret: z
      .string()
      .regex(/^[\x20-\x7e]{1,4096}$/, 'must be the secret itself, as the provider shows it once')
      .nullable(),
    directory: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9.-]{1,253}$/, 'must be the directory (tenant) id or a domain of the company')
      .nullable()
      .default(null),
    authorizeUrl: endpoint.nullable().default(null),
    tokenUrl: endpoint.nullable().default(null),
    scopes: z
      .string()
      .trim()
      .regex(/^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/, 'must be scopes divided by blanks')
      .max(2_000, 'must be at most 2000 characters long')
      .nullable()
      .default(null),
    shared: z.boolean().default(false),
    imap: server,
    smtp: server,
  })
  .refine((one) => one.flow === 'person' || one.provider !== 'google', 'Google has no rights of an application for IMAP')
  .refine(
    (one) => one.flow === 'person' || one.provider !== 'microsoft' || one.directory !== null || one.tokenUrl !== null,
    'needs the directory (tenant) id',
  );
