import type { WithDoor } from './global-setup.ts';

/** Jest calls this once after all tests: stops the servers that were started and deletes their data. */
export default async function globalTeardown(): Promise<void> {
  await (globalThis as WithDoor).deskhandSupportDoor?.close();
}
