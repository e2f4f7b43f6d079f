import type { Installation } from '../../../domain/chat/chat.types.ts';
import { textAt } from '../receive/read-field.rules.ts';
import type { SlackClients } from '../slack.types.ts';

/** Somebody of a workspace, as it tells of them. `isOwn`: a full member of it, no guest and of no other company. */
export type SlackUser = { name: string; email: string | null; isOwn: boolean };

/** Looks people up by id and remembers them for a while. Null for somebody whom the workspace does not show. */
export type UserBook = { userOf(installation: Installation, id: string): Promise<SlackUser | null> };

const keepMs = 10 * 60_000;
const mostKept = 5_000;
/** Answers of `users.info` that stay as they are (users.info, "Errors"). */
const nobody = ['user_not_found', 'user_not_visible', 'users_not_found'];

const books = new WeakMap<SlackClients, UserBook>();

/** The book of these clients; everybody who has them shares it. */
export function userBookOf(clients: SlackClients): UserBook {
  const known = books.get(clients);
  if (known !== undefined) return known;
  const kept = new Map<string, { until: number; user: Promise<SlackUser | null> }>();
  const book: UserBook = {
    userOf: (installation, id) => {
      const key = `${installation.id} ${id}`;
      const found = kept.get(key);
      if (found !== undefined && found.until > Date.now()) return found.user;
      const user = ask(clients, installation, id);
      user.catch(() => kept.delete(key));
      kept.set(key, { until: Date.now() + keepMs, user });
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return user;
    },
  };
  books.set(clients, book);
  return book;
}

async function ask(clients: SlackClients, installation: Installation, id: string): Promise<SlackUser | null> {
  const client = await clients.clientFor(installation.tenantId, installation.id);
  try {
    const { user } = await client.users.info({ user: id });
    if (user === undefined) return null;
    const { profile } = user;
    const name = profile?.real_name || user.real_name || profile?.display_name || user.name || id;
    return { name: name.slice(0, 120), email: profile?.email ?? null, isOwn: isOwnMember(installation, user) };
  } catch (error) {
    if (nobody.includes(textAt((error as { data?: unknown }).data, 'error') ?? '')) return null;
    throw error;
  }
}

type Told = {
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  is_bot?: boolean;
  team_id?: string;
  enterprise_user?: { enterprise_id?: string };
};

function isOwnMember({ enterpriseId, isEnterprise, externalId }: Installation, user: Told): boolean {
  if (user.is_restricted === true || user.is_ultra_restricted === true || user.is_stranger === true || user.is_bot === true) return false;
  if (enterpriseId !== null && user.enterprise_user?.enterprise_id === enterpriseId) return true;
  return !isEnterprise && user.team_id === externalId;
}
