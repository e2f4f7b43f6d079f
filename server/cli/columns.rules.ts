/** Rows as aligned columns under their headers, two blanks between; the last column is not padded. */
export function columns(headers: string[], rows: string[][]): string[] {
  const table = [headers, ...rows].map((row) => row.map(oneLine));
  const widths = headers.map((_, column) => Math.max(...table.map((row) => [...(row[column] ?? '')].length)));
  return table.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : pad(cell, widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

// Names come from mails and files: a control character in one could rewrite the terminal.
function oneLine(cell: string): string {
  return cell.replace(/\p{Cc}/gu, ' ');
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(width - [...cell].length);
}
