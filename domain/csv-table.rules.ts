import type { z } from 'zod';
import { AppError } from './errors.ts';

/** A read CSV file: `line` is where the record stands in the file, counted from one (the header is line 1). */
export type CsvTable = { headers: string[]; records: { line: number; cells: string[] }[] };

/** Why a file is refused, as exact as a person needs to mend it. `column` is the header as written, null for the whole line. */
export type ImportProblem = { line: number; column: string | null; problem: string };

/** What an import did (or would do), line by line, and how many records changed nothing. */
export type ImportResult = { changes: { line: number; what: string }[]; unchanged: number; unusedColumns: string[] };

/** Where the wanted fields stand in a table; a field may have several columns. */
export type Columns<Field extends string> = { at: Record<Field, number[]>; unused: string[] };

/** Finds the fields by their headers, whatever their case, accents, blanks and punctuation; `email2` and `E-Mail (2)` count as `email`. */
export function findColumns<Field extends string>(headers: string[], names: Record<Field, string[]>): Columns<Field> {
  const fields = Object.keys(names) as Field[];
  const at = Object.fromEntries(fields.map((field) => [field, [] as number[]])) as Record<Field, number[]>;
  const unused: string[] = [];
  for (const [index, header] of headers.entries()) {
    const word = plainHeader(header);
    const field = fields.find((candidate) => names[candidate].includes(word));
    if (field === undefined) unused.push(header);
    else at[field].push(index);
  }
  return { at, unused: unused.filter((header) => header.trim() !== '') };
}

/** The cells of a field in one record, trimmed, empty ones left out. */
export function cellsOf(record: { cells: string[] }, columns: number[]): { text: string; column: number }[] {
  return columns.map((column) => ({ text: (record.cells[column] ?? '').trim(), column })).filter((cell) => cell.text !== '');
}

/** The value a schema makes of a text, or undefined after noting the problem. The text is shown: a file to import holds no secrets. */
export function checkCell<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  place: { line: number; column: string | null },
  problems: ImportProblem[],
): z.output<Schema> | undefined {
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  problems.push({ ...place, problem: `“${text.slice(0, 80)}” ${parsed.error.issues[0]?.message ?? 'is not allowed'}` });
  return undefined;
}

/** Throws `invalid_input` naming line and column of every problem (the first twenty) when there are any. */
export function assertNoProblems(problems: ImportProblem[]): void {
  if (problems.length === 0) return;
  const shown = [...problems].sort((a, b) => a.line - b.line).slice(0, 20);
  const rest = problems.length > shown.length ? [`… and ${problems.length - shown.length} more`] : [];
  throw new AppError('invalid_input', {
    message: `import refused: ${problems.length} problems`,
    userMessage: ['Nothing was imported. To change in the file:', ...shown.map(problemLine), ...rest].join('\n'),
    details: { problems: problems.length },
  });
}

function problemLine(problem: ImportProblem): string {
  return `  line ${problem.line}${problem.column === null ? '' : `, column “${problem.column}”`}: ${problem.problem}`;
}

function plainHeader(header: string): string {
  return header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/\d+$/, '');
}
