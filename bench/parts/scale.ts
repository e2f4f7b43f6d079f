import { bareInsert } from '../support/bare-insert.ts';
import { mailsFor, runBurst } from '../support/burst.ts';
import { addClosedTickets } from '../support/closed-tickets.ts';
import type { Part, PartOptions, Say } from '../support/part.types.ts';
import { openSetting } from '../support/setting.ts';
import { burstLine } from './burst.ts';

const closedTickets = 100_000;

/** The burst again with more companies, and in a desk with a past. */
export const scale: Part = {
  name: 'scale',
  meaning: 'the burst with 2 and with 500 tenants, and with 100,000 closed tickets already there',
  run: async (say, options) => {
    await burstWith(say, options, { companies: 2, closed: 0 });
    await burstWith(say, options, { companies: 500, closed: 0 });
    await burstWith(say, options, { companies: 1, closed: closedTickets });
  },
};

async function burstWith(say: Say, { mails }: PartOptions, { companies, closed }: { companies: number; closed: number }): Promise<void> {
  const setting = await openSetting({ companies });
  try {
    if (closed > 0) await addClosedTickets(setting, closed);
    const bare = await bareInsert(setting.product, mailsFor(setting, mails, 7));
    const title = `burst of ${mails} senders, ${companies} tenant${companies === 1 ? '' : 's'}${closed === 0 ? '' : `, ${closed} closed tickets there`}`;
    say(burstLine(title, await runBurst(setting, mails, 11), bare));
  } finally {
    await setting.close();
  }
}
