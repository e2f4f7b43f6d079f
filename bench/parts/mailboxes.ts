import { setTimeout as sleep } from 'node:timers/promises';
import { figure, percentile } from '../support/figures.rules.ts';
import { MailboxLab, type Times } from '../support/mailbox-lab.ts';
import type { Part, Say } from '../support/part.types.ts';
import { cpuSeconds, measureProcesses } from '../support/process-tree.ts';

const few = 100;
const many = 500;
const restMs = 20_000;

/** Hundreds of mailboxes on one process: latency with and without the server's push, what waiting costs, and the take-over after a kill. */
export const mailboxes: Part = {
  name: 'mailboxes',
  meaning: '100 and 500 IMAP mailboxes of a real Dovecot on one process, and their take-over after a kill',
  run: async (say) => {
    const lab = await MailboxLab.open(many);
    try {
      await measure(lab, say, few, { mails: 100, perSecond: 2, target: 'p95 under 1 s' });
      await measure(lab, say, many, { mails: 200, perSecond: 4, target: 'p95 under 35 s' });
      await takeOver(lab, say);
    } finally {
      await lab.close();
    }
  },
};

type Load = { mails: number; perSecond: number; target: string };

async function measure(lab: MailboxLab, say: Say, boxes: number, { mails, perSecond, target }: Load): Promise<void> {
  const seconds = await lab.grow(boxes);
  const pid = lab.product.pid ?? 0;
  const before = cpuSeconds([pid]);
  await sleep(restMs);
  const idle = ((cpuSeconds([pid]) - before) / restMs) * 100_000;
  const times: Times = await lab.times(await lab.deliver(mails, perSecond), 120_000);
  const [memory] = measureProcesses([pid]);
  const line = (values: number[]): string =>
    `p50 ${figure(percentile(values, 0.5) / 1_000)} s, p95 ${figure(percentile(values, 0.95) / 1_000)} s, longest ${figure(Math.max(...values) / 1_000)} s`;
  say(
    `${boxes} mailboxes: all connected ${figure(seconds)} s after the last was added (the list is read every 30 s); delivery to stored ${line(times.stored)}; to ticket ${line(times.ticket)} ` +
      `(${target}; ${mails} mails at ${perSecond}/s); process ${figure(memory?.rssMb ?? Number.NaN)} MB, ${figure(idle)} % of a core at rest`,
  );
}

async function takeOver(lab: MailboxLab, say: Say): Promise<void> {
  const standby = await lab.standBy('standby');
  await sleep(5_000);
  const [idle] = measureProcesses([standby.pid ?? 0]);
  const delivering = lab.deliver(100, 10);
  await sleep(2_000);
  await lab.product.kill('app');
  const killedAt = performance.now();
  await lab.counter.close();
  await delivering;
  const late = (performance.now() - killedAt) / 1_000;
  const seconds = late + (await lab.untilTaken('standby', 120_000));
  const { delivered, stored, doubled } = await lab.account();
  const [memory] = measureProcesses([standby.pid ?? 0]);
  say(
    `take-over of ${many} mailboxes after SIGKILL: all held and all mails stored ${figure(seconds)} s after the kill (target under 40 s); ` +
      `${delivered} delivered, ${delivered - stored} lost, ${doubled} doubled; the process that took over ${figure(memory?.rssMb ?? Number.NaN)} MB, ${figure(idle?.rssMb ?? Number.NaN)} MB while it held none`,
  );
  standby.disconnect();
}
