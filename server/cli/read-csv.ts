import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { CsvTable } from '../../domain/csv-table.rules.ts';
import { AppError } from '../../domain/errors.ts';

/** Bytes of the largest file that is read. */
const largest = 50_000_000;

/**
 * Reads a CSV file as spreadsheets write it: comma, semicolon or tab, UTF-8 with or without a byte-order mark, UTF-16 with one,
 * else Windows-1252. Throws
 * `invalid_input` naming the line where it cannot be read.
 */
export async function readCsv(file: string): Promise<CsvTable> {
  const bytes = await readFile(file);
  if (bytes.length > largest) throw refused(`the file is larger than ${largest / 1_000_000} MB; split it`);
  const text = decode(bytes);
  const records = parseRecords(text);
  const [header, ...rest] = records;
  if (header === undefined) throw refused('the file is empty');
  return { headers: header.cells, records: rest.filter((record) => record.cells.some((cell) => cell.trim() !== '')) };
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function parseRecords(text: string): CsvTable['records'] {
  const options = {
    bom: true,
    delimiter: delimiterOf(text),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    relax_quotes: false,
  };
  try {
    const parsed = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    return parsed.map(({ record, info }) => ({ cells: record, line: info.lines - newlinesIn(record) }));
  } catch (error) {
    const { lines, message } = error as Error & { lines?: number };
    throw refused(
      `line ${lines ?? '?'}: ${/quote/i.test(message) ? 'a quotation mark is not closed or stands in the middle of a cell' : 'it cannot be read as CSV'}`,
    );
  }
}

/** The separator that stands most often in the first line, outside quotes. */
function delimiterOf(text: string): string {
  const first = (text.split(/\r?\n/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: first.split(sign).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

// A quoted cell may run over several lines; the record is named by its first one.
function newlinesIn(record: string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

function refused(problem: string): AppError {
  return new AppError('invalid_input', { message: `CSV refused: ${problem}`, userMessage: `Nothing was imported: ${problem}.` });
}
