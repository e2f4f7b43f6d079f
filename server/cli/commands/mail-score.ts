import { createReadStream } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { AppError } from '../../../domain/errors.ts';
import type { CaseRecord, ScoreReport } from '../../../mail/score/mail-scorer.types.ts';
import { mailScorers } from '../../../mail/score/mail-scorers.ts';
import { defineCommand, expectWords } from '../cli.types.ts';

/** Measures how mail is read on files of cases by others (JSON lines) and prints the figures. Nothing is stored; needs no database. */
export const mailScore = defineCommand({
  options: {
    json: { type: 'boolean', meaning: 'print JSON' },
    misses: { type: 'boolean', meaning: 'name the cases that are not exact' },
  },
  run: async ({ terminal }, values, words) => {
    const reports: ScoreReport[] = [];
    for (const file of expectWords(words, 'CASES.jsonl…')) {
      const content = await text(file === '-' ? terminal.input : createReadStream(file));
      reports.push(...(await scoreCases(readCases(content, file), file === '-' ? '.' : dirname(resolve(file)))));
    }
    if (values.json === true) terminal.out(JSON.stringify(reports, null, 2));
    else for (const report of reports) for (const line of inWords(report, values.misses === true)) terminal.out(line);
  },
});

async function scoreCases(records: readonly CaseRecord[], folder: string): Promise<ScoreReport[]> {
  const reports: ScoreReport[] = [];
  const taken = records.map((record) => mailScorers.find((scorer) => scorer.fits(record)));
  const unknown = taken.indexOf(undefined);
  if (unknown >= 0) throw refused(`line ${unknown + 1} is of no kind that can be measured`);
  for (const scorer of mailScorers) {
    const own = records.filter((_, index) => taken[index] === scorer);
    if (own.length > 0) reports.push(...(await scorer.score(own, folder)));
  }
  return reports;
}

function readCases(content: string, file: string): CaseRecord[] {
  const lines = content.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) throw refused(`${file} holds no case`);
  return lines.map((line, index) => {
    try {
      const record: unknown = JSON.parse(line);
      if (typeof record === 'object' && record !== null && !Array.isArray(record)) return record as CaseRecord;
    } catch {
      // Said below, with the number of the line.
    }
    throw refused(`line ${index + 1} of ${file} is no JSON object`);
  });
}

function inWords(report: ScoreReport, withMisses: boolean): string[] {
  const figures = Object.entries(report.figures).map(([name, value]) => `${name} ${value}`);
  const first = `${report.kind}: ${report.cases} cases, ${figures.join(', ')}`;
  return withMisses ? [first, ...report.missed.map((miss) => `  ${miss}`)] : [first];
}

function refused(problem: string): AppError {
  return new AppError('invalid_input', { message: `cases refused: ${problem}`, userMessage: `Nothing was measured: ${problem}.` });
}
