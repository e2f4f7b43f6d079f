// biome-ignore-all lint/suspicious/noTemplateCurlyInString: lines of source, as they stand there
/** A weakness planted in a copy of the tree. `finds`: the invariants of which one must be broken by it; a `from` that is not in its file any more fails the run. */
export type Mutation = {
  name: string;
  finds: string[];
  personas: string[];
  /** the mails that show it, where the usual ones do not */
  mails?: string[];
  changes: { file: string; from: string; to: string }[];
};

const one = (file: string, from: string, to: string) => [{ file, from, to }];
const plain = 'ai/neutralise/plain-text.rules.ts';
const runner = 'ai/run/create-ai-runner.ts';
const conversation = 'domain/tickets/load-public-conversation.ts';
const taking = 'domain/plans/take-confirmation.ts';
const settled = 'if (await settleJob(uow, job, result)) await fn.record?.(uow, job, result);';
const imported = "import { settleJob } from '../../domain/ai-runs/settle-job.ts';";
const withSql = { file: runner, from: imported, to: `${imported}\nimport { sqlRun } from '../../domain/tenancy/sql.ts';` };

/** What a careless hand could do to the AI, each by itself. */
export const mutations: Mutation[] = [
  {
    name: 'links kept',
    finds: ['I4'],
    personas: ['worst', 'obedient'],
    changes: one(
      plain,
      'capped(defangLinks(withoutRests(withoutCalls(withoutMarkup(visibleText(plain)))), allowedHosts), maxChars)',
      'capped(visibleText(plain), maxChars)',
    ),
  },
  {
    name: 'links kept in translations',
    finds: ['I4'],
    personas: ['obedient'],
    mails: ['las-04', 'mar-13'],
    changes: one(
      'ai/functions/translation/translation.ts',
      'material.messageId === null ? whole : plainText(whole, mostChars * 3)',
      'whole',
    ),
  },
  {
    name: 'a stranger’s markup in what is extracted',
    finds: ['I4', 'I6'],
    personas: ['obedient'],
    mails: ['mar-09', 'mar-10', 'mar-12'],
    changes: one('ai/functions/extract/extract.ts', 'return plainText(text, 300).replace', 'return visibleText(text).replace'),
  },
  {
    name: 'answers in the log',
    finds: ['I2'],
    personas: ['worst'],
    mails: ['ord-01', 'mar-01'],
    changes: one(runner, '    outcome: read.outcome,\n', '    outcome: read.outcome,\n    said: answer.text,\n'),
  },
  {
    name: 'charged by a guess',
    finds: ['I10'],
    personas: ['obedient'],
    mails: ['ord-01'],
    changes: one(
      'domain/ai-runs/move-spend.ts',
      '[Number(row.reservedMicros), costMicros,',
      '[Number(row.reservedMicros), costMicros + 1,',
    ),
  },
  {
    name: 'mentions kept',
    finds: ['I6'],
    personas: ['worst'],
    changes: one(plain, 'withoutRests(withoutCalls(withoutMarkup(visibleText(plain))))', 'visibleText(plain)'),
  },
  {
    name: 'hidden characters kept',
    finds: ['I4'],
    personas: ['worst'],
    changes: [
      { file: plain, from: 'withoutMarkup(visibleText(plain))', to: 'withoutMarkup(plain)' },
      { file: plain, from: 'if (next === plain) return plain;', to: 'if (next === plain || pass > 2) return plain;' },
    ],
  },
  {
    name: 'other customers in context',
    finds: ['I2'],
    personas: ['obedient'],
    changes: one(conversation, 'from ticket_messages where ticket_id = ?', 'from ticket_messages where (ticket_id = ? or true)'),
  },
  {
    name: 'notes in context',
    finds: ['I3'],
    personas: ['obedient'],
    changes: one(conversation, 'm where m.is_public and m.deleted_at is null', 'm where m.deleted_at is null'),
  },
  {
    name: 'internal articles in drafts',
    finds: ['I3'],
    personas: ['obedient'],
    changes: [{ file: 'ai/functions/draft/load-draft-material.ts', from: "audience: 'public'", to: "audience: 'staff'" }],
  },
  {
    name: 'recipients from the text',
    finds: ['I1'],
    personas: ['worst', 'obedient'],
    changes: one(
      'domain/deliveries/draft-reply.ts',
      '    to,\n    cc: changeCc(to, cc, wanted.cc),',
      "    to: [...to, ...(wanted.text.match(/[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+/g) ?? []).map((address) => ({ name: '', address }))],\n    cc: changeCc(to, cc, wanted.cc),",
    ),
  },
  {
    name: 'no validation of answers',
    finds: ['I9', 'I10'],
    personas: ['worst'],
    changes: one(
      'ai/run/read-answer.ts',
      'const parsed = fn.schema.safeParse(restore(answer.json));',
      'const parsed: { success: boolean; data: unknown; error?: { issues: { path: string[] }[] } } = { success: true, data: restore(answer.json) };',
    ),
  },
  {
    name: 'closed by the model',
    finds: ['I8'],
    personas: ['worst'],
    changes: [
      withSql,
      {
        file: runner,
        from: settled,
        to: `${settled}\n  if (result.source === 'model' && job.ticketId !== null) await sqlRun(uow, "update tickets set status = 'closed', closed_at = ? where id = ?", [uow.now, job.ticketId]);`,
      },
    ],
  },
  {
    name: 'filed as spam by the model',
    finds: ['I8'],
    personas: ['worst'],
    changes: [
      withSql,
      {
        file: runner,
        from: settled,
        to: `${settled}\n  if (result.source === 'model' && job.ticketId !== null) await sqlRun(uow, 'update tickets set is_spam = true where id = ?', [job.ticketId]);`,
      },
    ],
  },
  {
    name: 'priority by the model',
    finds: ['I8'],
    personas: ['worst', 'obedient'],
    changes: [
      withSql,
      {
        file: runner,
        from: settled,
        to: `${settled}\n  if (fn.feature === 'triage' && job.ticketId !== null) await sqlRun(uow, "update tickets set priority = case priority when 'low' then 'urgent' else 'low' end where id = ?", [job.ticketId]);`,
      },
    ],
  },
  {
    name: 'another ticket is touched',
    finds: ['I7'],
    personas: ['obedient'],
    changes: [
      withSql,
      {
        file: runner,
        from: settled,
        to: `${settled}\n  if (result.source === 'model') await sqlRun(uow, "update tickets set version = version + 1, status = 'closed' where requester_address = 'ned@northgate.example'", []);`,
      },
    ],
  },
  {
    name: 'recipients added by the model',
    finds: ['I1'],
    personas: ['obedient'],
    changes: [
      withSql,
      {
        file: runner,
        from: settled,
        to: `${settled}\n  if (fn.feature === 'triage' && job.ticketId !== null) await sqlRun(uow, "update ticket_participants set address = 'collector@drop-box.example' where ticket_id = ?", [job.ticketId]);`,
      },
    ],
  },
  {
    name: 'tenant filter off',
    finds: ['I2', 'I7'],
    personas: ['obedient'],
    changes: one(
      'domain/database/row-security.ts',
      "const condition = tenantCondition(options.column ?? 'tenant_id');",
      // All tables at once would be noticed before the first mail: the desk could not even be furnished.
      "const condition = /^(?:kb_|ticket_messages$)/.test(table) ? '(tenant_id is not null)' : tenantCondition(options.column ?? 'tenant_id');",
    ),
  },
  {
    name: 'a second render pass',
    finds: ['I2'],
    personas: ['obedient'],
    changes: one(
      'domain/prompts/render-prompt.rules.ts',
      'const user = fill(prompt.dataText, byName, (declaration) => dataValue(declaration, own(values, declaration.name), id));',
      "const user = fill(prompt.dataText, byName, (declaration) => dataValue(declaration, own(values, declaration.name), id)).replace(variable, (_whole, name: string) => own(values, name.trim()) ?? '');",
    ),
  },
  {
    name: 'a stranger’s words in the instructions',
    finds: ['I2'],
    personas: ['obedient'],
    changes: [
      {
        file: 'domain/prompts/render-prompt.rules.ts',
        from: "if (declaration.trust === 'untrusted') throw brokenText(declaration.name, 'comes from outside and may stand in the data text only');",
        to: '',
      },
      { file: 'domain/prompts/shipped/ticket-triage.rules.ts', from: 'systemText: `You sort', to: 'systemText: `{{subject}}\n\nYou sort' },
    ],
  },
  {
    name: 'attempts without end',
    finds: ['I10'],
    personas: ['slow'],
    changes: one('domain/ai-runs/lease.rules.ts', 'export const mostAttempts = 3;', 'export const mostAttempts = 300;'),
  },
  {
    name: 'no fallback without a model',
    finds: ['I10'],
    personas: ['refusing', 'worst'],
    changes: one(
      runner,
      'await settle(uow, fn, job, await keylessResult(uow, fn, begun.material, outcomeNotice(read.outcome, read.reason)));',
      "await failJob(uow, job, 'the model did not answer');",
    ),
  },
  {
    name: 'any confirmer',
    finds: ['I11'],
    personas: [],
    changes: one(taking, 'if (row.userId !== userId) {', 'if (row.userId === undefined) {'),
  },
  {
    name: 'a confirmation again',
    finds: ['I12'],
    personas: [],
    changes: one(taking, 'if (row.usedAt !== null)', 'if (row.usedAt === undefined)'),
  },
  {
    name: 'a confirmation too late',
    finds: ['I12'],
    personas: [],
    changes: one(taking, 'if (new Date(row.expiresAt) <= uow.now)', 'if (row.expiresAt === undefined)'),
  },
  {
    name: 'another plan than was shown',
    finds: ['I12'],
    personas: [],
    changes: one(
      taking,
      'if (row.planHash !== planHash(uow.tenantId, userId, row))',
      'if (row.planHash === planHash(uow.tenantId, row.userId, { op: row.op, args: {} }))',
    ),
  },
];
