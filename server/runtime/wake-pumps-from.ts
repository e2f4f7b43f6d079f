import { setTimeout as sleep } from 'node:timers/promises';
import type { Env } from '../../config/env.ts';
import type { Wake } from '../../domain/tenancy/wake.types.ts';
import type { Core } from '../wire.ts';

const patienceMs = 3_000;

/**
 * Wakes the pumps of a running Deskhand when units of this process commit work for them. Connects only when there is something to tell, never fails
 * the command and never holds it up for more than a few seconds: what is not told is found by the sweep.
 */
export function wakePumpsFrom(core: Pick<Core, 'env' | 'log' | 'onCommit'>, temporalAddress: string | null): { close(): Promise<void> } {
  const woken = new Map<string, Pick<Wake, 'kind' | 'shard'>>();
  core.onCommit((wakes) => {
    for (const { kind, shard } of wakes) woken.set(`${kind}-${shard}`, { kind, shard });
  });
  return {
    close: async () => {
      if (temporalAddress === null || woken.size === 0) return;
      const telling = tell(core.env, temporalAddress, [...woken.values()]).catch((error: unknown) => {
        core.log.warn({ err: { name: (error as Error).name } }, 'the pumps were not woken; the sweep will find the work');
      });
      await Promise.race([telling, sleep(patienceMs, undefined, { ref: false })]);
    },
  };
}

async function tell(env: Env, address: string, wakes: Pick<Wake, 'kind' | 'shard'>[]): Promise<void> {
  const { connectTemporal } = await import('./connect-temporal.ts');
  const { createWorkflowStarter } = await import('../../workflows/client/workflow-starter.ts');
  const { client, close } = await connectTemporal(env, address, patienceMs);
  try {
    const starter = createWorkflowStarter(client);
    await Promise.all(wakes.map(({ kind, shard }) => starter.wakePump(kind, shard)));
  } finally {
    await close();
  }
}
