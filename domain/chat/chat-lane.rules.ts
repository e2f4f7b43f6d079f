import type { InstallationId } from '../ids.types.ts';

/** The lane of everything that is posted to one channel or person of a workspace: it goes out in the order it was queued. */
export function chatLane(installationId: InstallationId, place: string): string {
  return `${installationId}:${place}`;
}
