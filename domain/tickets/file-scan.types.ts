/**
 * What is known about a file: `not_scanned` (there is no scanner), `waiting` (it has not answered yet), `clean`, or `infected`. Only the first and the
 * third are handed out.
 */
export type ScanState = 'not_scanned' | 'waiting' | 'clean' | 'infected';

/** The verdict on one file; `virus` is the scanner's own name for what it found. */
export type ScanVerdict = { kind: 'clean' } | { kind: 'infected'; virus: string };
