import type { JobView, Receipt, ReplayReport } from '../../../domain/ai-runs/ai-runs.types.ts';
import type { Card } from '../card.types.ts';
import { makeCard } from '../make-card.rules.ts';
import { action, bold, clip, code, field, muted, plain, section } from '../spans.rules.ts';
import { type Reader, when } from '../when.rules.ts';

const longest = 3_000;

/** Whether the request of a call can be made again byte for byte, and what was sent and answered while it is kept. */
export function replayCard({ job, receipt, report }: { job: JobView; receipt: Receipt; report: ReplayReport }, reader: Reader): Card {
  const title = [bold('Replay of '), { text: `attempt ${receipt.attempt}, try ${receipt.try}` }, muted(` ${job.ref}`)];
  const hash = field('Input hash', [code(receipt.inputHash)]);
  const actions = [action('Why?', 'ai.why', { job: job.id })];
  if (report.kind === 'gone')
    return makeCard('receipt', title, {
      notices: [{ level: 'info', text: 'What was sent is no longer kept; its hash and its receipt are.' }],
      fields: [hash],
      actions,
    });
  const isSame = report.rebuiltHash === receipt.inputHash;
  return makeCard('receipt', title, {
    notices: [
      isSame
        ? { level: 'success', text: `The request was made anew from its prompt version and its data: the same ${report.bytes} bytes.` }
        : { level: 'warning', text: `The request cannot be made anew as it was: ${report.problem ?? 'the bytes differ'}.` },
    ],
    fields: [
      hash,
      field('Made anew', [code(report.rebuiltHash ?? 'not possible')]),
      field('As kept', [code(report.keptHash), muted(report.keptHash === receipt.inputHash ? ' the same' : ' differs')]),
      field('Kept until', [when(report.expiresAt, reader)]),
    ],
    sections: [
      section('Sent', 'internal', [plain(clip(report.request, longest).text)]),
      ...(report.response === null ? [] : [section('Answered', 'unverified', [plain(clip(report.response, longest).text)])]),
    ],
    actions,
  });
}
