import { z } from 'zod';
import { diffPromptVersions } from '../../../domain/prompts/diff-prompt-versions.ts';
import { endPromptArm } from '../../../domain/prompts/end-prompt-arm.ts';
import { ensureShippedPrompt } from '../../../domain/prompts/ensure-shipped-prompt.ts';
import { findPromptRun } from '../../../domain/prompts/find-prompt-run.ts';
import { publishPrompt } from '../../../domain/prompts/publish-prompt.ts';
import { rollBackPrompt } from '../../../domain/prompts/roll-back-prompt.ts';
import { startPromptArm } from '../../../domain/prompts/start-prompt-arm.ts';
import { settledCard } from '../../cards/list-card.ts';
import { promptPublishCard } from '../../cards/prompt-publish-card.ts';
import { kindWords, releaseWords } from '../../cards/prompt-words.rules.ts';
import { action } from '../../cards/spans.rules.ts';
import { defineDeed } from '../operation.ts';
import { promptKind, versionNumber } from '../prompt-arguments.rules.ts';

const reason = z.string().max(500, 'is too long').optional();

export const preparePublish = defineDeed({
  summary: 'Show what publishing a version of a prompt would change, and publish it from there',
  examples: ['prompt publish reply_draft 2'],
  schema: z.strictObject({ kind: promptKind, number: versionNumber }),
  run: async ({ uow, reader }, { kind, number }) => {
    await ensureShippedPrompt(uow, kind);
    const difference = await diffPromptVersions(uow, kind, { before: 'in_use', after: number });
    return promptPublishCard(difference, await findPromptRun(uow, difference.after), reader);
  },
});

export const releasePrompt = defineDeed({
  summary: 'Put a version of a prompt to use: after a run over the saved cases, or with a reason',
  examples: ['prompt publish reply_draft 2 despite: the shipped text names a product we no longer sell'],
  schema: z.strictObject({ kind: promptKind, number: versionNumber, despite: reason }),
  run: async ({ uow, asker }, { kind, number, despite = null }) => {
    await publishPrompt(uow, { kind, number, despite }, asker.userId);
    return settledCard(kindWords(kind), `Version ${number} is in use from now on.`, [
      action('Roll back', 'prompts.rollback', { kind }),
      action('Log', 'prompts.log', { kind }),
    ]);
  },
});

export const rollBack = defineDeed({
  summary: 'Go back to the version of a prompt that was in use before, to another one, or to the shipped text',
  examples: ['prompt rollback reply_draft', 'prompt rollback reply_draft 2', 'prompt rollback reply_draft shipped because it was too long'],
  schema: z.strictObject({ kind: promptKind, to: z.union([z.enum(['before', 'shipped']), versionNumber]).optional(), note: reason }),
  run: async ({ uow, asker }, { kind, to = 'before', note = '' }) => {
    const now = await rollBackPrompt(uow, { kind, to, note }, asker.userId);
    return settledCard(kindWords(kind), `In use now: ${releaseWords(now)}.`, [action('Log', 'prompts.log', { kind })]);
  },
});

export const startArm = defineDeed({
  summary: 'Try a version of a prompt on a share of the calls',
  examples: ['prompt arm reply_draft 2 20%'],
  schema: z.strictObject({
    kind: promptKind,
    number: versionNumber,
    percent: z.int().min(1, 'must be at least 1').max(99, 'must be at most 99'),
    despite: reason,
  }),
  run: async ({ uow, asker }, { kind, number, percent, despite = null }) => {
    await startPromptArm(uow, { kind, number, percent, despite }, asker.userId);
    return settledCard(kindWords(kind), `Version ${number} gets ${percent} % of the calls; a ticket stays with what it drew.`, [
      action('End the experiment', 'prompts.arm_end', { kind }),
    ]);
  },
});

export const endArm = defineDeed({
  summary: 'End the experiment with a prompt',
  examples: ['prompt arm reply_draft end'],
  schema: z.strictObject({ kind: promptKind, note: reason }),
  run: async ({ uow, asker }, { kind, note = '' }) => {
    await endPromptArm(uow, kind, note, asker.userId);
    return settledCard(kindWords(kind), 'The experiment has ended: all calls get the version in use.');
  },
});
