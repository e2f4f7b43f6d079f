import { fileURLToPath } from 'node:url';
import { askLists } from '../support/ask-lists.ts';
import { openBigDatabase } from '../support/big-database.ts';
import type { Part } from '../support/part.types.ts';

const plans = fileURLToPath(new URL('../plans', import.meta.url));
const times = 200;
const keptFrom = 1_000_000;

/** Lists, counts and full text of the biggest of many companies in a database of years; plans are kept of a full-sized run. */
export const lists: Part = {
  name: 'lists',
  meaning: 'lists, counts and full text in a big database, with and without row security',
  run: async (say, { lists: { tickets, messages, tenants } }) => {
    const big = await openBigDatabase(say, { tickets, messages, tenants });
    try {
      say(`lists of the biggest of ${tenants} companies, ${tickets} tickets and about ${messages} messages in all, ${times} times each:`);
      await askLists(say, big, times, tickets >= keptFrom ? plans : null);
    } finally {
      await big.close();
    }
  },
};
