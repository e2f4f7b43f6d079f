import pg from 'pg';

/** Connects, hands the connection to `work` and closes it. The connect limit is in milliseconds. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>, connectMs = 10_000): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectMs });
  // Without a listener a server that goes away would end this process; the pending query is rejected as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
