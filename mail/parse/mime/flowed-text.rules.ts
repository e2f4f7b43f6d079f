const quoteMarks = /^>*/;

/**
 * Joins the soft line breaks of format=flowed (RFC 3676 4): a line that ends with a blank goes on in the next one of the same quote depth, a signature's
 * `-- ` never does, and a stuffed blank at the start is taken away. With `isDelSp` the blank before the break goes too.
 */
export function joinFlowed(text: string, isDelSp: boolean): string {
  const out: string[] = [];
  let openDepth = -1;
  for (const line of text.split(/\r?\n/)) {
    const marks = quoteMarks.exec(line)?.[0] ?? '';
    const content = line.slice(marks.length).replace(/^ /, '');
    const isSoft = content.endsWith(' ') && content !== '-- ';
    const kept = isSoft && isDelSp ? content.slice(0, -1) : content;
    if (openDepth === marks.length && content !== '-- ') out[out.length - 1] += kept;
    else {
      if (openDepth >= 0) out[out.length - 1] = (out.at(-1) ?? '').trimEnd();
      out.push(marks === '' ? kept : `${marks} ${kept}`.trimEnd() + (isSoft ? ' ' : ''));
    }
    openDepth = isSoft ? marks.length : -1;
  }
  return out.join('\n');
}
