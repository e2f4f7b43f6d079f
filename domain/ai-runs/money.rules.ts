/** An amount as people write it (`2.50`, `2,5`, `20`) in micros, exactly; undefined for what is none. */
export function readMoney(text: string): number | undefined {
  const found = /^(\d{1,9})(?:[.,](\d{1,6}))?$/.exec(text.trim());
  return found === null ? undefined : Number(found[1]) * 1_000_000 + Number((found[2] ?? '').padEnd(6, '0'));
}
