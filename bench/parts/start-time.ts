import { figure } from '../support/figures.rules.ts';
import type { Part } from '../support/part.types.ts';
import { Product } from '../support/product.ts';

/** From `npm start` to the line that says that it is ready, as a newcomer sees it: with the demo company, by npm. */
export const startTime: Part = {
  name: 'start-time',
  meaning: 'seconds from `npm start` to ready, first and second start',
  run: async (say) => {
    const product = await Product.prepare({ demo: true, viaNpm: true });
    try {
      const first = await product.start();
      const end = await product.stop();
      const second = await product.start();
      await product.kill('tree');
      const third = await product.start();
      say(
        `npm start to ready: ${figure(second)} s on the second start (target under 10); ${figure(first)} s on the very first with the Temporal program at hand, ratio ${figure(second / first)}; ` +
          `${figure(third)} s after SIGKILL of everything; SIGTERM took ${figure(end.seconds)} s and ended with ${end.code} (target 0 within 10)`,
      );
      say(
        'the very first start of a machine without the Temporal program adds its download or its build with Go once: measure it with an empty cache folder',
      );
    } finally {
      await product.discard();
    }
  },
};
