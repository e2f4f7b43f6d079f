import { z } from 'zod';
import { diffPromptVersions } from '../../../domain/prompts/diff-prompt-versions.ts';
import { listPromptReleases } from '../../../domain/prompts/list-prompt-releases.ts';
import { listPromptVersions } from '../../../domain/prompts/list-prompt-versions.ts';
import { listPrompts } from '../../../domain/prompts/list-prompts.ts';
import { loadPromptVersion } from '../../../domain/prompts/load-prompt-version.ts';
import type { PromptKind } from '../../../domain/prompts/prompts.types.ts';
import { savePromptVersion } from '../../../domain/prompts/save-prompt-version.ts';
import type { Card, CardAction } from '../../cards/card.types.ts';
import { listCard } from '../../cards/list-card.ts';
import { withNotice } from '../../cards/make-card.rules.ts';
import { promptCard } from '../../cards/prompt-card.ts';
import { promptDiffCard } from '../../cards/prompt-diff-card.ts';
import { promptEditCard } from '../../cards/prompt-edit-card.ts';
import { promptListCard } from '../../cards/prompt-list-card.ts';
import { kindWords, scopeWords } from '../../cards/prompt-words.rules.ts';
import { action, askFirst, bold, muted, plain, row } from '../../cards/spans.rules.ts';
import { when } from '../../cards/when.rules.ts';
import { longText } from '../arguments.rules.ts';
import { defineDeed, type OperationContext } from '../operation.ts';
import { promptKind, versionNumber } from '../prompt-arguments.rules.ts';

export const listAllPrompts = defineDeed({
  summary: 'List the prompts and what is in use of each',
  examples: ['prompts'],
  schema: z.strictObject({}),
  run: async ({ uow }) => promptListCard(await listPrompts(uow)),
});

export const showOnePrompt = defineDeed({
  summary: 'Show a prompt: the version in use, or another one',
  examples: ['prompt reply_draft', 'prompt reply draft 2'],
  schema: z.strictObject({ kind: promptKind, number: versionNumber.optional() }),
  run: (ctx, { kind, number }) => showPromptCard(ctx, kind, number),
});

export const diffPrompts = defineDeed({
  summary: 'Compare two versions of a prompt; one number compares with the one in use',
  examples: ['prompt diff reply_draft 2', 'prompt diff reply_draft 1 2'],
  schema: z.strictObject({ kind: promptKind, before: versionNumber.optional(), after: versionNumber }),
  run: async ({ uow }, { kind, before, after }) =>
    promptDiffCard(await diffPromptVersions(uow, kind, { before: before ?? 'in_use', after })),
});

export const logPrompt = defineDeed({
  summary: 'Show who released which version of a prompt, and why',
  examples: ['prompt log reply_draft'],
  schema: z.strictObject({ kind: promptKind }),
  run: async ({ uow, reader }, { kind }) => {
    const rows = (await listPromptReleases(uow, kind)).map((line) =>
      row(
        [
          bold(line.number === null ? `${scopeWords[line.scope]}: taken away` : `${scopeWords[line.scope]}: version ${line.number}`),
          muted(line.percent === null ? '' : ` · ${line.percent} %`),
        ],
        [
          [{ text: `${line.by ?? 'Deskhand'} · ` }, when(line.at, reader), { text: line.hasRun ? ' · on a stored run' : '' }],
          ...(line.note === '' ? [] : [plain(line.note)]),
        ],
      ),
    );
    return listCard(`Releases of ${kindWords(kind)}`, rows);
  },
});

export const editPrompt = defineDeed({
  summary: 'Edit a prompt: saves a new version, in use only when it is published',
  examples: ['prompt edit reply_draft', 'prompt edit reply_draft 2'],
  schema: z.strictObject({ kind: promptKind, number: versionNumber.optional() }),
  run: async ({ uow }, { kind, number }) => {
    await listPrompts(uow);
    return promptEditCard(await loadPromptVersion(uow, { kind, number: number ?? 'in_use' }));
  },
});

export const savePrompt = defineDeed({
  summary: 'Save the texts of a prompt as a new version',
  examples: [],
  schema: z.strictObject({
    kind: promptKind,
    systemText: longText,
    dataText: longText,
    maxOutputTokens: z.union([
      z.int(),
      z
        .string()
        .trim()
        .regex(/^\d{1,6}$/, 'must be a whole number')
        .transform(Number),
    ]),
    temperature: z
      .union([
        z.number(),
        z
          .string()
          .trim()
          .regex(/^(\d(\.\d{1,3})?)?$/, 'must be a number from 0 to 2, or empty'),
      ])
      .optional()
      .transform((value) => (value === undefined || value === '' ? undefined : Number(value))),
    note: z.string().max(500, 'is too long').optional(),
    basedOn: versionNumber.optional(),
  }),
  run: async (ctx, { maxOutputTokens, temperature, note, basedOn, ...texts }) => {
    const parameters = temperature === undefined ? { maxOutputTokens } : { maxOutputTokens, temperature };
    const more = { ...(note === undefined ? {} : { note }), ...(basedOn === undefined ? {} : { basedOn }) };
    const { version, isNew } = await savePromptVersion(ctx.uow, { ...texts, parameters, ...more }, ctx.asker.userId);
    const text = isNew
      ? `Saved as version ${version.number}. It is not in use: run it over the saved cases, then publish it.`
      : `Nothing was saved: that is version ${version.number} already.`;
    return withNotice(await showPromptCard(ctx, texts.kind, version.number), isNew ? 'success' : 'info', text);
  },
});

async function showPromptCard({ uow, reader }: OperationContext, kind: PromptKind, number: number | undefined): Promise<Card> {
  const prompts = await listPrompts(uow);
  const version = await loadPromptVersion(uow, { kind, number: number ?? 'in_use' });
  const card = promptCard(version, await listPromptVersions(uow, kind), reader);
  const overview = prompts.find((one) => one.kind === kind);
  if (overview?.systemIsNewer !== true || overview.system === null) return card;
  const after = overview.system.number;
  const offered = withNotice(card, 'info', `Deskhand has brought a newer text of its own: version ${after}. Yours stays in use.`);
  return { ...offered, actions: [...offered.actions, ...newerActions(kind, after)] };
}

/** What can be done about a newer text that was shipped: look, and take it. */
function newerActions(kind: PromptKind, after: number): CardAction[] {
  const question = `Use the shipped text of ${kindWords(kind)} from now on? Your own versions stay and can be published again.`;
  return [
    action('Compare with the shipped text', 'prompts.diff', { kind, after }),
    askFirst('Use the shipped text', 'prompts.rollback', { kind, to: 'shipped' }, question),
  ];
}
