import type { CsvTable, ImportResult } from '../../../domain/csv-table.rules.ts';
import { importContacts } from '../../../domain/customers/import-contacts.ts';
import { importStaff } from '../../../domain/people/import-staff.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { inTenant, tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords, type Terminal } from '../cli.types.ts';
import { withDesk } from '../open-desk.ts';
import { readCsv } from '../read-csv.ts';

const options = {
  ...tenantOption,
  'dry-run': { type: 'boolean', default: false, meaning: 'say what would change and change nothing' },
} as const;

/** Adds and changes customers and contacts from a file. */
export const customersImport = importCommand(importContacts);

/** Adds and changes staff from a file. */
export const peopleImport = importCommand(importStaff);

/** Thrown to roll a finished dry run back: what it would do is known exactly because it was done. */
class DryRun extends Error {
  readonly result: ImportResult;
  constructor(result: ImportResult) {
    super('dry run');
    this.result = result;
  }
}

function importCommand(verb: (uow: TenantUnitOfWork, table: CsvTable) => Promise<ImportResult>) {
  return defineCommand({
    options,
    run: async (context, values, words) => {
      const [file = ''] = expectWords(words, 'FILE.csv');
      const table = await readCsv(file);
      const isDry = values['dry-run'];
      const result = await withDesk(context, (desk) =>
        inTenant(desk, values.tenant, async (uow) => {
          const done = await verb(uow, table);
          if (isDry) throw new DryRun(done);
          return done;
        }),
      ).catch((error: unknown) => {
        if (error instanceof DryRun) return error.result;
        throw error;
      });
      report(context.terminal, result, isDry);
    },
  });
}

function report(terminal: Terminal, { changes, unchanged, unusedColumns }: ImportResult, isDry: boolean): void {
  for (const { line, what } of changes) terminal.out(`line ${line}: ${what}`);
  if (unusedColumns.length > 0) terminal.note(`Columns not used: ${unusedColumns.join(', ')}.`);
  const count = `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}, ${unchanged} ${unchanged === 1 ? 'line' : 'lines'} as before`;
  terminal.out(isDry ? `Would make ${count}. Nothing was changed (--dry-run).` : `Imported: ${count}.`);
}
