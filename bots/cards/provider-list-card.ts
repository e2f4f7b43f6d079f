import type { ProviderLine } from '../../domain/ai-providers/list-providers.ts';
import type { Card, CardAction, Notice, Paragraph, Row } from './card.types.ts';
import { listCard } from './list-card.ts';
import { action, askFirst, bold, muted, oneLine, plain, row } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';

const adding = 'On the command line: deskhand ai provider add NAME --kind openai|azure|compatible --url URL --model MODEL';

/** The servers of models and how they are called; a key is only ever said to be set. `said`: what was just done. */
export function providerListCard(providers: readonly ProviderLine[], reader: Reader, said: string | null = null): Card {
  return listCard(
    'Model providers',
    providers.map((one) => providerRow(one, reader)),
    {
      empty: `None is set up: everything is found without a model. ${adding}`,
      notices: [...(said === null ? [] : [{ level: 'success' as const, text: said }]), ...standing(providers)],
      text:
        providers.length === 0
          ? []
          : [plain('Keys are entered and connections tested on the command line: deskhand ai provider test NAME.')],
    },
  );
}

function standing(providers: readonly ProviderLine[]): Notice[] {
  const used = providers.find((one) => one.isDefault);
  if (providers.length === 0) return [];
  if (used === undefined) return [{ level: 'info', text: 'No provider is used, so no call leaves: everything is found without a model.' }];
  const name = oneLine(used.name, 60);
  return used.state === 'off'
    ? [{ level: 'warning', text: `“${name}” is switched off, so no call leaves: everything is found without a model.` }]
    : [];
}

function providerRow(one: ProviderLine, reader: Reader): Row {
  const state = one.state === 'off' ? ' · switched off' : one.isDefault ? ' · used for every call' : '';
  return row(
    [bold(oneLine(one.name, 60)), muted(`${state} · key ${one.key}`)],
    [
      plain(
        `${oneLine(one.model, 100)} at ${oneLine(new URL(one.baseUrl).host, 100)}${one.region === '' ? '' : ` · ${oneLine(one.region, 100)}`}`,
      ),
      ...testLines(one, reader),
    ],
    actionsOf(one),
  );
}

function testLines({ test, testedAt, style, structured, streams, refused }: ProviderLine, reader: Reader): Paragraph[] {
  if (test === null || testedAt === null) return [plain('Not tested yet.')];
  const tested: Paragraph = [
    { text: 'Tested ' },
    when(testedAt, reader),
    { text: test.ok ? ': it answers.' : `: ${oneLine(test.problem ?? 'it failed.', 300)}` },
  ];
  if (style === null) return [tested];
  const words = [
    style === 'chat' ? 'chat completions' : 'responses',
    { strict: 'keeps to schemas', json_object: 'answers in JSON', none: 'promises no form' }[structured ?? 'none'],
    streams === true ? 'streams' : 'does not stream',
    ...(refused.length === 0 ? [] : [`without ${refused.map((name) => oneLine(name, 40)).join(', ')}`]),
  ];
  return [tested, plain(words.join(' · '))];
}

function actionsOf({ id, name, state, isDefault }: ProviderLine): CardAction[] {
  const args = { provider: id };
  if (state === 'off') return [action('Switch on', 'ai.provider_on', args)];
  const use = askFirst('Use', 'ai.provider_use', args, `From now on the texts that the AI works on go to ${oneLine(name, 60)}.`);
  const off = askFirst('Switch off', 'ai.provider_off', args, 'Its calls stop; what it would have been asked is found without a model.');
  return isDefault ? [off] : [use, off];
}
