import { addProvider } from '../../../domain/ai-providers/add-provider.ts';
import type { PriceTable, ProviderKind } from '../../../domain/ai-providers/ai-providers.types.ts';
import { changeProvider } from '../../../domain/ai-providers/change-provider.ts';
import { findProvider } from '../../../domain/ai-providers/find-provider.ts';
import { inTenant, tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords, type Terminal, UsageError } from '../cli.types.ts';
import { withDesk } from '../open-desk.ts';
import { testAndSay } from './ai-providers.ts';

const kinds = ['openai', 'azure', 'compatible'] as const satisfies readonly ProviderKind[];
const openAiAddress = 'https://api.openai.com/v1';
const microsPerUnit = 1_000_000;

/** There is no option for the key itself: command lines can be read by every user of a machine. */
const options = {
  ...tenantOption,
  url: {
    type: 'string',
    meaning: `address of the API, such as ${openAiAddress}, https://NAME.openai.azure.com/openai/v1 or http://127.0.0.1:11434/v1`,
  },
  model: { type: 'string', meaning: 'name of the model; at Azure of the deployment' },
  region: { type: 'string', meaning: 'where its data is kept, for your own record' },
  'max-input': { type: 'string', meaning: 'most tokens of a request' },
  'max-output': { type: 'string', meaning: 'most tokens of an answer' },
  'key-stdin': { type: 'boolean', default: false, meaning: 'read the key from the first line of a pipe' },
  'no-key': { type: 'boolean', default: false, meaning: 'the server wants no key (compatible only)' },
} as const;

/** Adds a provider and tries it out; asks for its key. Nothing goes to it before `ai provider use`. */
export const aiProviderAdd = defineCommand({
  options: {
    ...options,
    kind: { type: 'string', default: 'openai', meaning: 'openai, azure or compatible' },
    'no-test': { type: 'boolean', default: false, meaning: 'do not try it out now' },
  },
  run: async (context, values, words) => {
    const [name = ''] = expectWords(words, 'NAME');
    const kind = kinds.find((one) => one === values.kind);
    if (kind === undefined) throw new UsageError(`--kind is one of ${kinds.join(', ')}.`);
    const baseUrl = values.url ?? (kind === 'openai' ? openAiAddress : undefined);
    if (baseUrl === undefined) throw new UsageError('--url is needed.');
    if (values.model === undefined) throw new UsageError('--model is needed.');
    const wanted = { name, kind, baseUrl, model: values.model, region: values.region, ...limits(values) };
    const key = values['no-key'] ? null : await readKey(context.terminal, values['key-stdin'], name, kind === 'compatible');
    return withDesk(context, async (desk) => {
      await inTenant(desk, values.tenant, (uow) => addProvider(uow, { ...wanted, key }, desk.keyRing));
      context.terminal.out(`Added ${name}. To let every call go to it: deskhand ai provider use ${quoted(name)}`);
      return values['no-test'] ? 0 : testAndSay(desk, values.tenant, name, context.terminal);
    });
  },
});

/** Changes a provider. Its key is asked for when it moves to another server, or when an option says so. */
export const aiProviderChange = defineCommand({
  options: {
    ...options,
    name: { type: 'string', meaning: 'another name' },
    'ask-key': { type: 'boolean', default: false, meaning: 'enter the key anew' },
  },
  run: async (context, values, words) => {
    const [name = ''] = expectWords(words, 'NAME');
    await withDesk(context, async (desk) => {
      const current = await inTenant(desk, values.tenant, (uow) => findProvider(uow, name));
      const moves = values.url !== undefined && URL.parse(values.url)?.origin !== new URL(current.baseUrl).origin;
      const asks = values['ask-key'] || values['key-stdin'] || (moves && current.key === 'set');
      const read = async () => (asks ? await readKey(context.terminal, values['key-stdin'], name, false) : undefined);
      const key = values['no-key'] ? null : await read();
      const changes = { name: values.name, baseUrl: values.url, model: values.model, region: values.region, key, ...limits(values) };
      await inTenant(desk, values.tenant, (uow) => changeProvider(uow, current.id, changes, desk.keyRing));
      context.terminal.out(
        `Changed ${values.name ?? current.name}. To try it: deskhand ai provider test ${quoted(values.name ?? current.name)}`,
      );
    });
  },
});

/** Shows what a provider charges, or sets it. */
export const aiProviderPrices = defineCommand({
  options: {
    ...tenantOption,
    input: { type: 'string', meaning: 'price of a million tokens of a request, in your currency, such as 0.25' },
    cached: { type: 'string', meaning: 'of those the provider had in its cache (as input)' },
    output: { type: 'string', meaning: 'of a million tokens of an answer (as input)' },
  },
  run: async (context, values, words) => {
    const [name = ''] = expectWords(words, 'NAME');
    await withDesk(context, async (desk) => {
      const { id, prices: before } = await inTenant(desk, values.tenant, (uow) => findProvider(uow, name));
      const prices = { ...before, ...pricesOf(values) };
      await inTenant(desk, values.tenant, (uow) => changeProvider(uow, id, { prices }, desk.keyRing));
      context.terminal.out(`A million tokens at ${name}: ${priceText(prices)}`);
    });
  },
});

function pricesOf(values: { input?: string | undefined; cached?: string | undefined; output?: string | undefined }): PriceTable {
  const micros = (kind: 'input' | 'cached' | 'output'): PriceTable => {
    const text = values[kind];
    if (text === undefined) return {};
    if (!/^\d{1,6}(?:\.\d{1,6})?$/.test(text)) throw new UsageError(`--${kind} is a price such as 0.25.`);
    return { [kind]: Math.round(Number(text) * microsPerUnit) };
  };
  return { ...micros('input'), ...micros('cached'), ...micros('output') };
}

function priceText(prices: PriceTable): string {
  const { input } = prices;
  if (input === undefined) return 'no price is set, so costs are counted as nothing.';
  const shown = (micros: number) => String(micros / microsPerUnit);
  return `input ${shown(input)}, cached ${shown(prices.cached ?? input)}, output ${shown(prices.output ?? input)}.`;
}

async function readKey(terminal: Terminal, isPiped: boolean, name: string, mayBeEmpty: boolean): Promise<string | null> {
  if (isPiped && terminal.isInteractive) throw new UsageError('--key-stdin reads from a pipe, and there is none.');
  const hint = mayBeEmpty ? ' (empty: it wants none)' : '';
  const key = (await terminal.askSecret(`Key of ${name}${hint}`)).trim();
  if (key !== '') return key;
  if (mayBeEmpty) return null;
  throw new UsageError('A key is needed: it is asked for, or read from a pipe with --key-stdin.');
}

function limits(values: { 'max-input'?: string | undefined; 'max-output'?: string | undefined }) {
  return { ...limit('max-input', values['max-input'], 'maxInputTokens'), ...limit('max-output', values['max-output'], 'maxOutputTokens') };
}

function limit<Name extends string>(option: string, text: string | undefined, name: Name): Partial<Record<Name, number>> {
  if (text === undefined) return {};
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${option} is a number of tokens.`);
  return { [name]: Number(text) } as Partial<Record<Name, number>>;
}

function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `"${name}"`;
}
