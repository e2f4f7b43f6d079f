import { createAiDoor } from '../../ai/run/create-ai-door.ts';
import { type AskingRunner, createCommandRunner } from '../../bots/commands/command-runner.ts';
import type { DownloadLink } from '../../bots/commands/person.types.ts';
import type { Core } from '../wire.ts';
import { aiFunctions, aiWorkFeatures } from './ai-functions.ts';

/** The commands over the core, the AI's among them. Without `downloadLink` cards name files and show no link. */
export function commandsOf(core: Pick<Core, 'withTenant' | 'replyKeysFor' | 'log'>, downloadLink?: DownloadLink): AskingRunner {
  const { withTenant, log } = core;
  return createCommandRunner({
    withTenant,
    replyKeysFor: (tenantId) => core.replyKeysFor(tenantId),
    log,
    ai: createAiDoor({ functions: aiFunctions, works: aiWorkFeatures }),
    ...(downloadLink === undefined ? {} : { downloadLink }),
  });
}
