import type { Logger } from '../../../config/logger.ts';
import { unsafeFillEmptyDatabase } from '../../../domain/tenancy/unsafe-across-tenants.ts';
import { type BigShape, progressBar, tenantSizes } from './big-shape.rules.ts';
import { bigSteps } from './big-steps.rules.ts';

/**
 * Fills a database without companies with made-up tickets and messages, as the owner, and says how far it is through `note`: at every fiftieth part and
 * before what takes long. Throws `conflict` when there is a company, and then writes nothing.
 */
export async function fillBigDatabase(
  ownerUrl: string,
  shape: BigShape,
  options: { log: Logger; note: (line: string) => void },
): Promise<void> {
  const total = tenantSizes(shape).reduce((sum, size) => sum + size, 0);
  const began = performance.now();
  let [done, told] = [0, -1];
  const tell = (): void => {
    const part = Math.floor((done * 50) / total);
    if (part === told) return;
    told = part;
    options.note(progressBar(done, total, performance.now() - began));
  };
  await unsafeFillEmptyDatabase(ownerUrl, bigSteps(shape), {
    log: options.log,
    onStep: (tickets) => {
      done += tickets;
      tell();
    },
    onStage: options.note,
  });
}
