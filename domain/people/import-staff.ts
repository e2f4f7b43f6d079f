import { assertNoProblems, type CsvTable, type ImportProblem, type ImportResult } from '../csv-table.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { addStaff } from './add-staff.ts';
import { listStaff, type StaffLine } from './list-staff.ts';
import { readStaffRows, type StaffRow } from './staff-rows.rules.ts';
import { updateStaff } from './update-staff.ts';

/**
 * Imports members of staff from a read CSV file, all or nothing in this unit; the same file again changes nothing, an empty cell leaves what is
 * there, nobody is deactivated. Throws `invalid_input` naming the lines to mend, and `conflict` as `addStaff` and `updateStaff` do.
 */
export async function importStaff(uow: TenantUnitOfWork, table: CsvTable): Promise<ImportResult> {
  const { rows, unusedColumns } = readStaffRows(table);
  const known = new Map((await listStaff(uow)).map((line) => [line.email, line]));
  assertNoProblems(rows.flatMap((row) => missingName(row, known)));
  const result: ImportResult = { changes: [], unchanged: 0, unusedColumns };
  for (const row of ownersFirst(rows)) {
    const what = await applyRow(uow, row, known.get(row.email));
    if (what === null) result.unchanged += 1;
    else result.changes.push({ line: row.line, what });
  }
  return result;
}

function missingName(row: StaffRow, known: Map<string, StaffLine>): ImportProblem[] {
  return row.name === undefined && !known.has(row.email)
    ? [{ line: row.line, column: null, problem: `${row.email} is new and has no name` }]
    : [];
}

/** New owners come before others: the first member becomes the owner, and a new owner must be there before the old one steps down. */
function ownersFirst(rows: StaffRow[]): StaffRow[] {
  return [...rows.filter((row) => row.role === 'owner'), ...rows.filter((row) => row.role !== 'owner')];
}

async function applyRow(uow: TenantUnitOfWork, row: StaffRow, known: StaffLine | undefined): Promise<string | null> {
  const { line: _line, email, ...wanted } = row;
  if (known === undefined) {
    const { role } = await addStaff(uow, { ...wanted, email, name: wanted.name ?? email });
    return `new member of staff ${email} (${role})`;
  }
  const changed = (['name', 'role', 'timeZone', 'language'] as const).filter(
    (field) => wanted[field] !== undefined && wanted[field] !== known[field],
  );
  if (changed.length === 0) return null;
  await updateStaff(uow, email, Object.fromEntries(changed.map((field) => [field, wanted[field]])));
  return `${email}: ${changed.map((field) => `${field === 'timeZone' ? 'time zone' : field} is now ${wanted[field]}`).join(', ')}`;
}
