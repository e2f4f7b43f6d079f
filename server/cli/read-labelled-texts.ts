import type { LabelledText } from '../../ai/keyless/classifier/classifier.types.ts';
import type { CsvTable } from '../../domain/csv-table.rules.ts';
import { AppError } from '../../domain/errors.ts';
import { readCsv } from './read-csv.ts';

/** Reads a CSV file with the columns `text` and `category`; lines without a category are left out. Throws `invalid_input` when it has not both, or no such line. */
export async function readLabelledTexts(file: string): Promise<LabelledText[]> {
  const { headers, records } = await readTable(file);
  const names = headers.map((header) => header.trim().toLowerCase());
  const text = names.indexOf('text');
  const category = names.indexOf('category');
  if (text < 0 || category < 0) throw refused(`${file} must have a first line that names the columns text and category`);
  const rows = records
    .map(({ cells }) => ({ text: cells[text] ?? '', label: (cells[category] ?? '').trim() }))
    .filter(({ label }) => label !== '');
  if (rows.length === 0) throw refused(`${file} has no line with a category`);
  return rows;
}

/** What is wrong with a file, said of this file and of training. */
async function readTable(file: string): Promise<CsvTable> {
  try {
    return await readCsv(file);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw refused(`${file}: ${error.userMessage.replace(/^Nothing was imported: /, '').replace(/\.$/, '')}`);
  }
}

function refused(problem: string): AppError {
  return new AppError('invalid_input', { message: `texts refused: ${problem}`, userMessage: `Nothing was trained: ${problem}.` });
}
