import { z } from 'zod';
import { assertNoProblems, type CsvTable, cellsOf, checkCell, findColumns, type ImportProblem } from '../csv-table.rules.ts';
import { newStaffSchema } from './staff-input.rules.ts';

const { email, name, role, timeZone, language } = newStaffSchema.shape;
const word = z.string().trim().toLowerCase();
const schemas = { email, name, role: word.pipe(role.unwrap()), timeZone: timeZone.unwrap(), language: word.pipe(language.unwrap()) };

const headerNames = {
  email: ['email', 'mail', 'emailaddress', 'emailadresse'],
  name: ['name', 'fullname', 'person', 'mitarbeiter'],
  role: ['role', 'rolle'],
  timeZone: ['timezone', 'zone', 'zeitzone'],
  language: ['language', 'lang', 'sprache'],
};
type Field = keyof typeof headerNames;

/** One record of a staff file; an empty cell is undefined. */
export type StaffRow = { line: number; email: string } & Partial<{ [F in Exclude<Field, 'email'>]: z.output<(typeof schemas)[F]> }>;

/** Reads the records of a staff file. Throws `invalid_input` naming line and column of everything that cannot be. */
export function readStaffRows(table: CsvTable): { rows: StaffRow[]; unusedColumns: string[] } {
  const { at, unused } = findColumns<Field>(table.headers, headerNames);
  const problems: ImportProblem[] = [];
  if (at.email.length === 0) problems.push({ line: 1, column: null, problem: 'needs a column “email”' });
  const seen = new Map<string, number>();
  const rows = table.records.flatMap((record) => {
    const read = <F extends Field>(field: F) => {
      const [cell] = cellsOf(record, at[field]);
      if (cell === undefined) return undefined;
      return checkCell(schemas[field], cell.text, { line: record.line, column: table.headers[cell.column] ?? null }, problems);
    };
    const row = {
      line: record.line,
      email: read('email'),
      name: read('name'),
      role: read('role'),
      timeZone: read('timeZone'),
      language: read('language'),
    };
    if (at.email.length > 0 && cellsOf(record, at.email).length === 0)
      problems.push({ line: record.line, column: null, problem: 'has no e-mail address' });
    const email = row.email as string | undefined;
    if (email === undefined) return [];
    const earlier = seen.get(email);
    if (earlier !== undefined) problems.push({ line: record.line, column: null, problem: `${email} stands on line ${earlier} already` });
    seen.set(email, record.line);
    return [row as StaffRow];
  });
  assertNoProblems(problems);
  return { rows, unusedColumns: unused };
}
