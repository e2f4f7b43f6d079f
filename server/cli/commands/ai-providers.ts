import { createModelClient } from '../../../ai/providers/create-model-client.ts';
import { testConnection } from '../../../ai/providers/test-connection.ts';
import type { ConnectionTest } from '../../../domain/ai-providers/ai-providers.types.ts';
import { findProvider } from '../../../domain/ai-providers/find-provider.ts';
import { keepConnectionTest } from '../../../domain/ai-providers/keep-connection-test.ts';
import { listProviders, type ProviderLine } from '../../../domain/ai-providers/list-providers.ts';
import { loadProvider } from '../../../domain/ai-providers/load-provider.ts';
import { removeProvider } from '../../../domain/ai-providers/remove-provider.ts';
import { setDefaultProvider } from '../../../domain/ai-providers/set-default-provider.ts';
import { switchProvider } from '../../../domain/ai-providers/switch-provider.ts';
import { inTenant, tenantOption } from '../choose-tenant.ts';
import { type CliCommand, defineCommand, expectWords, type Terminal } from '../cli.types.ts';
import { columns } from '../columns.rules.ts';
import { type Desk, withDesk } from '../open-desk.ts';

/** Lists the providers, without anything secret. */
export const aiProviders = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    expectWords(words);
    await withDesk(context, async (desk) => {
      const providers = await inTenant(desk, tenant, listProviders);
      if (providers.length === 0)
        context.terminal.note('There is none: everything is found without a model. To add one: deskhand ai provider add');
      const rows = providers.map((one) => [one.name, useText(one), one.kind, one.baseUrl, one.model, one.key, testText(one)]);
      for (const line of columns(['NAME', 'USE', 'KIND', 'ADDRESS', 'MODEL', 'KEY', 'TEST'], rows)) context.terminal.out(line);
      noteOverride(desk, context.terminal);
    });
  },
});

function useText({ state, isDefault }: ProviderLine): string {
  return `${isDefault ? 'every call' : '–'}${state === 'off' ? ' (switched off)' : ''}`;
}

function testText({ test, style, structured }: ProviderLine): string {
  if (test === null) return 'not tested';
  return test.ok ? `ok: ${style}, ${structured}` : `failed: ${test.problem}`;
}

/** Says where calls really go while the setting overrules every row. */
function noteOverride(desk: Desk, terminal: Terminal): void {
  const { DESKHAND_AI_BASE_URL: address } = desk.env;
  if (address !== undefined)
    terminal.note(`DESKHAND_AI_BASE_URL is set: every call goes to ${new URL(address).host}, whatever the list says.`);
}

/** Tries a provider out and keeps what was found. Ends with 1 when it cannot be used. */
export const aiProviderTest = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    const [name = ''] = expectWords(words, 'NAME');
    return withDesk(context, (desk) => testAndSay(desk, tenant, name, context.terminal));
  },
});

/** Tests a provider, keeps the result in its row and says it. 0 or 1, as an exit code. */
export async function testAndSay(desk: Desk, tenant: string | undefined, name: string, terminal: Terminal): Promise<number> {
  const provider = await inTenant(desk, tenant, async (uow) => loadProvider(uow, (await findProvider(uow, name)).id));
  noteOverride(desk, terminal);
  const client = createModelClient({
    unseal: desk.keyRing.unseal,
    baseUrlOverride: desk.env.DESKHAND_AI_BASE_URL,
    timeoutMs: desk.env.DESKHAND_AI_TIMEOUT_MS,
    stallMs: desk.env.DESKHAND_AI_STALL_MS,
  });
  const test = await testConnection(client, provider);
  const isKept = await inTenant(desk, tenant, (uow) => keepConnectionTest(uow, provider, test));
  terminal.out(`${provider.name}: ${foundText(test)}`);
  if (!isKept) terminal.note('It was changed while it was tested, so the result was not kept. Test it again.');
  return test.ok ? 0 : 1;
}

function foundText(test: ConnectionTest): string {
  if (!test.ok) return `failed. ${test.problem}`;
  const facts = [
    `style ${test.style}`,
    `answers ${{ strict: 'keep to a schema', json_object: 'are JSON', none: 'have no promised form' }[test.structured ?? 'none']}`,
    test.streams === true ? 'streams' : 'does not stream',
    ...(test.refused.length === 0 ? [] : [`refuses ${test.refused.join(', ')}`]),
    ...(test.modelServed === null ? [] : [`served by ${test.modelServed}`]),
  ];
  return `ok. ${facts.join('; ')}.`;
}

/** Lets every call go to a provider. */
export const aiProviderUse = oneName(async (desk, tenant, name) => {
  const used = await inTenant(desk, tenant, (uow) => setDefaultProvider(uow, name));
  return `Every model call goes to ${used.name} from now on.`;
});

/** Switches a provider off. */
export const aiProviderOff = oneName(async (desk, tenant, name) => {
  const off = await inTenant(desk, tenant, (uow) => switchProvider(uow, name, 'off'));
  return `${off.name} is switched off.${off.isDefault ? ' No call leaves: everything is found without a model.' : ''}`;
});

/** Switches a provider on again. */
export const aiProviderOn = oneName(async (desk, tenant, name) => {
  const on = await inTenant(desk, tenant, (uow) => switchProvider(uow, name, 'active'));
  return `${on.name} is switched on.${on.isDefault ? ' Every model call goes to it.' : ''}`;
});

/** Removes a provider and its key. */
export const aiProviderRemove = oneName(async (desk, tenant, name) => {
  const removed = await inTenant(desk, tenant, (uow) => removeProvider(uow, name));
  return `Removed ${removed.name} and its key.${removed.isDefault ? ' No call leaves: everything is found without a model.' : ''}`;
});

/** A command that names one provider and says what became of it. */
function oneName(run: (desk: Desk, tenant: string | undefined, name: string) => Promise<string>): CliCommand {
  return defineCommand({
    options: tenantOption,
    run: async (context, { tenant }, words) => {
      const [name = ''] = expectWords(words, 'NAME');
      await withDesk(context, async (desk) => context.terminal.out(await run(desk, tenant, name)));
    },
  });
}
