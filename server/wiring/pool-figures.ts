import type { Database } from '../../domain/database/orm.ts';

/** Connections of this process: all, unused, and callers that wait for one. */
export async function poolFigures(database: Database): Promise<{ open: number; idle: number; waiting: number }> {
  const pool = await database.em.getConnection().getNativeClient();
  return { open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
}
