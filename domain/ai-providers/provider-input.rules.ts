import { z } from 'zod';
import { addressProblem, plainAddress } from './provider-address.rules.ts';

const address = z
  .string()
  .trim()
  .max(500, 'must be at most 500 characters long')
  .superRefine((text, context) => {
    const problem = addressProblem(text);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  })
  .transform((text) => (addressProblem(text) === null ? plainAddress(text) : text));

const name = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(60, 'must be at most 60 characters long')
  .regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters');

// What an HTTP header can carry, for that is where the key goes.
const key = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(4096, 'must be at most 4096 characters long')
  .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII characters without blanks')
  .nullable();

const tokens = z.int('must be a whole number').min(256, 'must be at least 256').max(10_000_000, 'must be at most 10 million');
const price = z.int('must be a whole number of micros').min(0, 'must not be negative').max(1_000_000_000_000, 'is too high');

/** What may be said of a new provider. `key` null: the server wants none, as local ones do. */
export const newProviderSchema = z
  .strictObject({
    name,
    kind: z.enum(['openai', 'azure', 'compatible'], 'must be openai, azure or compatible'),
    baseUrl: address,
    key,
    model: z
      .string()
      .trim()
      .regex(/^[^\p{Cc}]{1,200}$/u, 'must be one line of 1–200 characters'),
    region: z
      .string()
      .trim()
      .max(200, 'must be at most 200 characters long')
      .regex(/^[^\p{Cc}]*$/u, 'must be one line')
      .default(''),
    maxInputTokens: tokens.default(120_000),
    maxOutputTokens: tokens.default(16_000),
    prices: z.strictObject({ input: price.optional(), cached: price.optional(), output: price.optional() }).default({}),
  })
  .refine((provider) => provider.kind === 'compatible' || provider.key !== null, {
    path: ['key'],
    message: 'is missing: only servers of your own may go without one',
  });

/** What may be changed of one; what is left out stays. `key` null takes the key away. */
export const providerChangesSchema = z
  .strictObject({
    name,
    baseUrl: address,
    key,
    model: newProviderSchema.shape.model,
    region: newProviderSchema.shape.region.unwrap(),
    maxInputTokens: tokens,
    maxOutputTokens: tokens,
    prices: newProviderSchema.shape.prices.unwrap(),
  })
  .partial();
