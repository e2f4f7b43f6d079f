import { z } from 'zod';
import { languageCode, parseInput, shownName } from '../input.rules.ts';
import type { Brand, BrandLogo, BrandSettings } from '../tenancy/brand.types.ts';
import { readColour } from '../tenancy/brand-colour.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { readBrand } from './read-brand.ts';

const mostFooterLines = 8;
const footer = z
  .string()
  .trim()
  .max(1_000, 'must be at most 1000 characters long')
  .regex(/^[^\p{Cc}\u2028\u2029]*(?:\n[^\p{Cc}\u2028\u2029]*)*$/u, 'must be plain lines without control characters')
  .refine((text) => text.split('\n').length <= mostFooterLines, `must have at most ${mostFooterLines} lines`);
const accent = z.string().transform((text, context) => {
  const colour = readColour(text);
  if (colour !== null) return colour;
  context.addIssue({ code: 'custom', message: 'must be a colour such as #0a7f5a' });
  return z.NEVER;
});
const inputSchema = z.object({
  name: shownName.nullable().optional(),
  accent: accent.nullable().optional(),
  footer: footer.nullable().optional(),
  language: languageCode.optional(),
});

/** What is to change; null takes a part of the look away, what is not named stays. `logo` was put into the blob store before. */
export type BrandChange = z.input<typeof inputSchema> & { logo?: (BrandLogo & { id: string }) | null };

/** Changes how the tenant's mails look from now on; those that are queued keep their look. Returns the look. Throws `invalid_input`. */
export async function changeBrand(uow: TenantUnitOfWork, wanted: BrandChange): Promise<Brand> {
  const { logo, ...rest } = wanted;
  const { language, ...changes } = parseInput(inputSchema, rest);
  const [row] = await sqlRows<{ brand: BrandSettings }>(uow, 'select brand from tenants for update');
  if (row === undefined) throw new Error('a tenant has its own row');
  const { id: _id, ...shown } = logo ?? { id: null };
  const next = Object.entries({ ...row.brand, ...changes, ...(logo === undefined ? {} : { logo: logo === null ? null : shown }) });
  const brand = Object.fromEntries(next.filter(([, value]) => value !== null && value !== undefined && value !== ''));
  if (logo) await keepLogo(uow, logo);
  await sqlRun(uow, 'update tenants set brand = ?::jsonb, language = coalesce(?, language)', [JSON.stringify(brand), language ?? null]);
  return readBrand(uow);
}

/** The row that keeps a logo's blob from being swept. */
async function keepLogo(uow: TenantUnitOfWork, { id, contentType, width, height, blobKey }: BrandLogo & { id: string }): Promise<void> {
  await sqlRun(
    uow,
    `insert into tenant_logos (tenant_id, id, content_type, width, height, blob_key, created_at) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (tenant_id, blob_key) do nothing`,
    [uow.tenantId, id, contentType, width, height, blobKey, uow.now],
  );
}
