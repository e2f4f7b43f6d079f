import { readFile } from 'node:fs/promises';
import { loadDefaultProvider } from '../../../domain/ai-providers/load-default-provider.ts';
import { queueJob } from '../../../domain/ai-runs/queue-job.ts';
import { AppError } from '../../../domain/errors.ts';
import { ensureShippedPrompt } from '../../../domain/prompts/ensure-shipped-prompt.ts';
import { listPromptCases } from '../../../domain/prompts/list-prompt-cases.ts';
import { listPromptVersions } from '../../../domain/prompts/list-prompt-versions.ts';
import { loadPromptVersion } from '../../../domain/prompts/load-prompt-version.ts';
import { type PromptFile, readPromptFile } from '../../../domain/prompts/prompt-file.rules.ts';
import { publishPrompt } from '../../../domain/prompts/publish-prompt.ts';
import { rollBackPrompt } from '../../../domain/prompts/roll-back-prompt.ts';
import { savePromptVersion } from '../../../domain/prompts/save-prompt-version.ts';
import { type CommandContext, defineCommand, expectWords, UsageError } from '../cli.types.ts';
import { withDesk } from '../open-desk.ts';
import { inPrompts, kindOf, numberOf, promptOptions } from '../prompt-options.ts';

const fileOptions = { ...promptOptions, note: { type: 'string', meaning: 'what was changed' } } as const;

/** Saves an exported file that was edited as a new version. */
export const promptsEdit = defineCommand({
  options: fileOptions,
  run: async (context, values, words) => {
    const file = await readFileOf(words);
    await saveFile(context, values, file, file.number);
  },
});

/** Saves a file that was exported elsewhere as a version; refuses one whose words are not those that were exported. */
export const promptsImport = defineCommand({
  options: fileOptions,
  run: async (context, values, words) => {
    const file = await readFileOf(words);
    if (!file.isUntouched)
      throw new UsageError('The file was changed after it was exported. To save it all the same: deskhand prompts edit FILE.');
    await saveFile(context, values, file, null);
  },
});

async function readFileOf(words: string[]): Promise<PromptFile> {
  const [path = ''] = expectWords(words, 'FILE');
  return readPromptFile(await readFile(path, 'utf8'));
}

type FileValues = { tenant?: string | undefined; as?: string | undefined; note?: string | undefined };

async function saveFile(context: CommandContext, values: FileValues, file: PromptFile, basedOn: number | null): Promise<void> {
  await withDesk(context, async (desk) => {
    const { version, isNew } = await inPrompts(desk, values, async (uow, by) => {
      await ensureShippedPrompt(uow, file.kind);
      const known = (await listPromptVersions(uow, file.kind)).some(({ number }) => number === basedOn);
      const { kind, systemText, dataText, parameters } = file;
      const more = { ...(values.note === undefined ? {} : { note: values.note }), ...(known && basedOn !== null ? { basedOn } : {}) };
      return savePromptVersion(uow, { kind, systemText, dataText, parameters, ...more }, by);
    });
    context.terminal.out(
      isNew
        ? `Saved as version ${version.number} of ${version.kind}. It is not in use: run it over the saved cases, then publish it.`
        : `Nothing was saved: that is version ${version.number} of ${version.kind} already.`,
    );
  });
}

/** Leaves a run of a version over the saved cases for the workers. */
export const promptsRun = defineCommand({
  options: promptOptions,
  run: async (context, values, words) => {
    const [kindWord = '', numberWord = ''] = expectWords(words, 'KIND', 'NUMBER');
    const [kind, number] = [kindOf(kindWord), numberOf(numberWord)];
    await withDesk(context, async (desk) => {
      const { id, cases } = await inPrompts(desk, values, async (uow, by) => {
        const version = await loadPromptVersion(uow, { kind, number });
        const saved = await listPromptCases(uow, kind);
        if ((await loadDefaultProvider(uow)) === null)
          throw notReady('a prompt can be tried only with a model. Connect one first: deskhand ai provider add');
        if (saved.length === 0) throw notReady(`there are no saved cases of ${kind}. Add one in the chat: prompt case ${kind}`);
        const wanted = { feature: 'prompt_run', dedupeKey: `prompt_run:${version.id}`, ticketId: null, askedBy: by } as const;
        return { id: await queueJob(uow, { ...wanted, input: { promptVersionId: version.id } }), cases: saved.length };
      });
      context.terminal.out(
        `Job j-${id.slice(-8)}: version ${number} of ${kind} is run over ${cases} saved cases. To see how it does: deskhand ai jobs`,
      );
    });
  },
});

function notReady(why: string): AppError {
  return new AppError('not_configured', { message: 'prompt run not possible', userMessage: `Nothing was run: ${why}.` });
}

/** Puts a version to use. */
export const promptsPublish = defineCommand({
  options: { ...promptOptions, despite: { type: 'string', meaning: 'why it is published without a good run over the present cases' } },
  run: async (context, values, words) => {
    const [kindWord = '', numberWord = ''] = expectWords(words, 'KIND', 'NUMBER');
    const [kind, number] = [kindOf(kindWord), numberOf(numberWord)];
    await withDesk(context, async (desk) => {
      await inPrompts(desk, values, (uow, by) => publishPrompt(uow, { kind, number, despite: values.despite ?? null }, by));
      context.terminal.out(`Version ${number} of ${kind} is in use from now on.`);
    });
  },
});

/** Goes back to the version before, to a named one, or to the shipped text. */
export const promptsRollback = defineCommand({
  options: { ...promptOptions, note: { type: 'string', meaning: 'why' } },
  run: async (context, values, words) => {
    const [kindWord, to = 'before', ...more] = words;
    if (kindWord === undefined || more.length > 0)
      throw new UsageError('prompts rollback takes KIND and, if wanted, a number or “shipped”.');
    const kind = kindOf(kindWord);
    const wanted = to === 'before' || to === 'shipped' ? to : numberOf(to);
    await withDesk(context, async (desk) => {
      const now = await inPrompts(desk, values, (uow, by) => rollBackPrompt(uow, { kind, to: wanted, note: values.note ?? '' }, by));
      context.terminal.out(`In use now: version ${now.number} of ${kind} (${now.origin}).`);
    });
  },
});
