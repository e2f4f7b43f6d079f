import { bareInsert } from '../support/bare-insert.ts';
import { type BurstResult, mailsFor, runBurst } from '../support/burst.ts';
import { figure } from '../support/figures.rules.ts';
import type { Part } from '../support/part.types.ts';
import { openSetting } from '../support/setting.ts';

/** A burst in one line, beside its targets and its baseline. */
export function burstLine(title: string, result: BurstResult, bare: number): string {
  const { cpu } = result;
  return [
    `${title}: ${figure(result.acknowledged)}/s to the last acknowledgement (target 60)`,
    `${figure(result.rowsSettled)}/s until every row is settled`,
    `${figure(result.workflowsSettled)}/s until every ticket's workflow waits (target 35)`,
    `door ${figure(result.accepted)}/s`,
    `bare parse-and-insert ${figure(bare)}/s, ratio ${figure(result.acknowledged / bare)}`,
    `CPU ms a mail: application ${figure(cpu.application)}, PostgreSQL ${figure(cpu.postgres)}, Temporal ${figure(cpu.temporal)}`,
  ].join('; ');
}

/** Distinct senders at once to one company. */
export const burst: Part = {
  name: 'burst',
  meaning: 'a burst of distinct senders to acknowledged tickets with waiting workflows',
  run: async (say, { mails }) => {
    const setting = await openSetting();
    try {
      const bare = await bareInsert(setting.product, mailsFor(setting, mails, 7));
      say(burstLine(`burst of ${mails} senders, 1 tenant`, await runBurst(setting, mails, 11), bare));
    } finally {
      await setting.close();
    }
  },
};
