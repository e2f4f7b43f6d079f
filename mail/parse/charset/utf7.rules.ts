/**
 * Decodes UTF-7 (RFC 2152) as it is found in mail: `+…-` holds base64 of UTF-16, `+-` is a plus. With `shift` '&' it is the modified form of IMAP
 * (RFC 3501 5.1.3), whose base64 has a comma for the slash. What is no valid shift stays as written. Linear.
 */
export function decodeUtf7(text: string, shift: '+' | '&' = '+'): string {
  const alphabet = shift === '+' ? /\+([A-Za-z0-9+/]*)(-?)/g : /&([A-Za-z0-9+,]*)(-?)/g;
  return text.replace(alphabet, (whole, coded: string, end: string) => {
    if (coded === '') return end === '-' ? shift : whole;
    const bytes = Buffer.from(coded.replaceAll(',', '/'), 'base64');
    // A lone byte is padding of the base64, not half a letter.
    const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
    return even.length === 0 ? whole : Buffer.from(even).swap16().toString('utf16le').toWellFormed();
  });
}
