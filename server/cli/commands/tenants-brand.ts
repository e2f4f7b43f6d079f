import { readFile, writeFile } from 'node:fs/promises';
import { newId } from '../../../domain/ids.types.ts';
import type { Brand } from '../../../domain/tenancy/brand.types.ts';
import { brandFacts } from '../../../domain/tenants/brand-facts.rules.ts';
import { type BrandChange, changeBrand } from '../../../domain/tenants/change-brand.ts';
import { readBrand } from '../../../domain/tenants/read-brand.ts';
import { readLogo } from '../../../domain/tenants/read-logo.rules.ts';
import { brandSample } from '../../../mail/templates/brand-sample.rules.ts';
import { logoContentId } from '../../../mail/templates/mail-frame.rules.ts';
import { mailHtml } from '../../../mail/templates/mail-html.rules.ts';
import { chooseTenant, cliActor, tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords, UsageError } from '../cli.types.ts';
import { type Desk, withDesk } from '../open-desk.ts';

type Values = { name?: string; accent?: string; footer?: string; logo?: string; language?: string; reset?: string[] };

const parts = ['name', 'accent', 'footer', 'logo'] as const;

/** Shows how a company's mails look, after changing what the options name; `--preview` writes a mail as a page to look at. */
export const tenantsBrand = defineCommand({
  options: {
    ...tenantOption,
    name: { type: 'string', meaning: 'name that stands in the mails, if not the company’s own' },
    accent: { type: 'string', meaning: 'colour of lines, links and buttons, such as #0a7f5a' },
    footer: { type: 'string', meaning: 'lines at the foot of every mail; \\n begins a new one' },
    logo: { type: 'string', meaning: 'PNG or JPEG file of at most 64 KB that goes along with every mail' },
    language: { type: 'string', meaning: 'language of our own texts where a customer’s is not known' },
    reset: { type: 'string', multiple: true, meaning: 'take away: name, accent, footer or logo; may be given several times' },
    preview: { type: 'string', meaning: 'HTML file to write a sample mail into' },
  },
  run: async (context, { tenant, preview, ...values }, words) => {
    expectWords(words);
    await withDesk(context, async (desk) => {
      const { id } = await chooseTenant(desk, tenant);
      const logo = values.logo === undefined ? undefined : await storeLogo(desk, id, values.logo);
      const change = changeOf(values, logo);
      const brand = await desk.withTenant(id, cliActor, (uow) => (change === null ? readBrand(uow) : changeBrand(uow, change)));
      for (const { name, value } of brandFacts(brand))
        context.terminal.out(`${name.padEnd(9)} ${value.replaceAll('\n', `\n${' '.repeat(10)}`)}`);
      if (preview !== undefined) {
        await writeFile(preview, await samplePage(desk, brand));
        context.terminal.note(`A sample mail is in ${preview}.`);
      }
    });
  },
});

function changeOf({ name, accent, footer, language, reset = [] }: Values, logo: BrandChange['logo']): BrandChange | null {
  const unknown = reset.find((part) => !parts.some((one) => one === part));
  if (unknown !== undefined) throw new UsageError(`--reset is one of ${parts.join(', ')}.`);
  const given = { name, accent, footer: footer?.replaceAll('\\n', '\n'), language, logo };
  const change = Object.fromEntries([
    ...reset.map((part) => [part, null] as const),
    ...Object.entries(given).filter(([, value]) => value !== undefined),
  ]);
  return Object.keys(change).length === 0 ? null : (change as BrandChange);
}

async function storeLogo(desk: Desk, tenantId: Parameters<Desk['blobs']['put']>[0], file: string): Promise<BrandChange['logo']> {
  const content = await readFile(file);
  const facts = readLogo(content);
  return { id: newId<string>(), ...facts, blobKey: (await desk.blobs.put(tenantId, content)).blobKey };
}

/** A sample mail with its logo inside, for a browser. */
async function samplePage(desk: Desk, brand: Brand): Promise<string> {
  const html = mailHtml(brandSample(brand), brand);
  if (brand.logo === undefined) return html;
  const { contentType, blobKey } = brand.logo;
  return html.replaceAll(`cid:${logoContentId}`, `data:${contentType};base64,${(await desk.blobs.read(blobKey)).toString('base64')}`);
}
