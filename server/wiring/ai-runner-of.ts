import { createTrainWork } from '../../ai/keyless/train-work.ts';
import { runCases } from '../../ai/prompts/run-cases.ts';
import { createModelClient } from '../../ai/providers/create-model-client.ts';
import { createAiRunner } from '../../ai/run/create-ai-runner.ts';
import type { AiRunner } from '../../workflows/activities/ports.ts';
import type { Core } from '../wire.ts';
import { aiFunctions } from './ai-functions.ts';

/** Works the jobs of the AI: every model call of the product goes through the one client that is made here. */
export function aiRunnerOf({ env, log, withTenant, keyRing }: Pick<Core, 'env' | 'log' | 'withTenant' | 'keyRing'>): AiRunner {
  const timeoutMs = env.DESKHAND_AI_TIMEOUT_MS;
  const client = createModelClient({
    unseal: (sealed, context) => keyRing.unseal(sealed, context),
    baseUrlOverride: env.DESKHAND_AI_BASE_URL,
    timeoutMs,
    stallMs: env.DESKHAND_AI_STALL_MS,
  });
  return createAiRunner({
    withTenant,
    client,
    functions: aiFunctions,
    works: { training: createTrainWork({ withTenant }), prompt_run: runCases({ withTenant, client, functions: aiFunctions, timeoutMs }) },
    log,
    timeoutMs,
  });
}
