import type { Installation } from '../../../domain/chat/chat.types.ts';
import { loadInstallation } from '../../../domain/chat/load-installation.ts';
import type { Actor } from '../../../domain/ids.types.ts';
import type { SlackDeps } from '../slack.types.ts';
import type { Homes } from './body.types.ts';

/** Whoever receives. */
export const receiver: Actor = { kind: 'system', name: 'slack' };

/** Long enough that a workspace with an event a minute is looked up once. Nothing rests on it: whoever commits looks at the row itself, whoever calls reads the token. */
const keptMs = 60_000;
const mostKept = 5_000;

export type InstallationFinder = {
  /** The connected workspace or organisation that the first of these ids names; null when none is connected. */
  find(homes: Homes): Promise<Installation | null>;
  /** Forgets what was found: something said that it is not true any more. */
  forget(homes: Homes): void;
};

/**
 * Finds whose installation something is for. What is found is kept for a minute; that a workspace is unknown is not, so that it is heard from the moment it is
 * connected. Whoever commits checks again that it is.
 */
export function createInstallationFinder({ across, withTenant }: Pick<SlackDeps, 'across' | 'withTenant'>): InstallationFinder {
  const kept = new Map<string, { at: number; installation: Installation }>();
  const lookUp = async (externalId: string): Promise<Installation | null> => {
    const known = kept.get(externalId);
    if (known !== undefined && performance.now() - known.at < keptMs) return known.installation;
    kept.delete(externalId);
    const found = await across.unsafeChatInstallation('slack', externalId);
    const installation = found === null ? null : await withTenant(found.tenantId, receiver, (uow) => loadInstallation(uow, found.id));
    if (installation === null) return null;
    kept.set(externalId, { at: performance.now(), installation });
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return installation;
  };
  return {
    find: async (homes) => {
      for (const id of homes) {
        const installation = await lookUp(id);
        if (installation !== null) return installation;
      }
      return null;
    },
    forget: (homes) => {
      for (const id of homes) kept.delete(id);
    },
  };
}
