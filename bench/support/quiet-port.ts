import { randomInt } from 'node:crypto';
import { freePort } from '../../server/embedded/free-port.ts';

/**
 * A free port below those that Linux gives to outgoing connections (32768 on): one that stays free while the product is down between two starts
 * and half the machine opens connections.
 */
export async function quietPort(): Promise<number> {
  for (;;) {
    const wanted = randomInt(15_000, 32_000);
    if ((await freePort(wanted)) === wanted) return wanted;
  }
}
