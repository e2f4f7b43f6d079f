import { openSupportDoor, type SupportDoor } from './support-door.ts';

/** Where the set-up leaves the door for the tear-down; both run in the main process of Jest. */
export type WithDoor = typeof globalThis & { deskhandSupportDoor?: SupportDoor };

/** Jest calls this once a run. Servers start later, when a test file asks for one. */
export default async function globalSetup(): Promise<void> {
  (globalThis as WithDoor).deskhandSupportDoor = await openSupportDoor();
}
