import type { InstallationId } from '../ids.types.ts';

/** A person of a workspace as the chat product told of them at the moment of linking. */
export type ChatStranger = {
  installationId: InstallationId;
  externalId: string;
  externalTeamId: string;
  name: string;
  timeZone: string | null;
};

/**
 * How a link came out. `replaced`: who the two were linked to before, if they were: the member of staff as another person of the workspace, or the person to
 * another member of staff.
 */
export type ChatLinked = { userName: string; workspace: string; replaced: { person: string | null; user: string | null } };
