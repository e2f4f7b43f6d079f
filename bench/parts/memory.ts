import { setTimeout as sleep } from 'node:timers/promises';
import { bareNodeMb } from '../support/bare-node.ts';
import { figure } from '../support/figures.rules.ts';
import type { Part } from '../support/part.types.ts';
import type { TreeProcess } from '../support/process-tree.ts';
import { Product } from '../support/product.ts';

/** What `npm start` of a newcomer holds when nothing happens, process by process; pages that processes share are divided among them (PSS). */
export const memory: Part = {
  name: 'memory',
  meaning: 'memory of the whole `npm start` tree at rest',
  run: async (say, { restSeconds }) => {
    const product = await Product.prepare({ demo: true, viaNpm: true });
    try {
      await product.start();
      await sleep(restSeconds * 1_000);
      const processes = product.processes().toSorted((a, b) => b.ownMb - a.ownMb);
      for (const line of grouped(processes)) say(line);
      const bare = await bareNodeMb();
      const own = sum(processes.map(({ ownMb }) => ownMb));
      say(
        `memory at rest after ${restSeconds} s: ${figure(own)} MB in ${processes.length} processes (aim under 800); resident sizes added up ${figure(sum(processes.map(({ rssMb }) => rssMb)))} MB; ` +
          `a bare Node of the same version ${figure(bare)} MB, ratio ${figure(own / bare)}`,
      );
    } finally {
      await product.discard();
    }
  },
};

function grouped(processes: TreeProcess[]): string[] {
  const byName = Map.groupBy(processes, ({ name }) =>
    name.startsWith('postgres: deskhand_app') ? 'postgres: connections of the application' : name,
  );
  return [...byName].map(([name, some]) => {
    const times = some.length === 1 ? '' : ` (${some.length} processes)`;
    return `  ${figure(sum(some.map(({ ownMb }) => ownMb))).padStart(6)} MB own, ${figure(sum(some.map(({ rssMb }) => rssMb))).padStart(6)} MB resident  ${name}${times}`;
  });
}

function sum(values: number[]): number {
  return values.reduce((all, one) => all + one, 0);
}
