const tables = new Map<string, Map<string, Buffer>>();

/** Bytes of a text in a charset of one or two bytes a letter, by turning its decoder round. Throws for letters that the charset does not have. */
export function encodeText(text: string, label: string): Buffer {
  const table = tables.get(label) ?? tableOf(label);
  tables.set(label, table);
  return Buffer.concat(
    [...text].map((letter) => {
      const bytes = table.get(letter);
      if (bytes === undefined) throw new Error(`${label} has no ${letter}`);
      return bytes;
    }),
  );
}

function tableOf(label: string): Map<string, Buffer> {
  const table = new Map<string, Buffer>();
  const decoder = new TextDecoder(label, { fatal: true });
  const take = (bytes: Buffer): void => {
    try {
      const letter = decoder.decode(bytes);
      if ([...letter].length === 1 && !table.has(letter)) table.set(letter, bytes);
    } catch {
      // No letter there.
    }
  };
  for (let byte = 0; byte < 256; byte += 1) take(Buffer.from([byte]));
  if (/^(gb|big5|shift|euc)/.test(label))
    for (let lead = 0x81; lead < 0xff; lead += 1) for (let trail = 0x40; trail < 0xff; trail += 1) take(Buffer.from([lead, trail]));
  return table;
}
