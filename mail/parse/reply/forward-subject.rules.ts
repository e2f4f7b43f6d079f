/** Subject prefixes of forwarded mails in many languages: what they quote is their content. */
const forwardPrefixes: ReadonlySet<string> = new Set(
  'fw|fwd|wg|tr|rv|i|doorst|pd|vb|vs|vl|enc|res enc|videresendt|vidarebefordrat|továbbítás|továbbítva|пересл|fs|πρθ|ilt|tml|转发|轉寄|轉發|转寄|転送|전달|přeposlaná|terusan|trs|إعادة توجيه|הועבר'.split(
    '|',
  ),
);

/** True when a subject says that the mail forwards another one. “Re: Fwd: …” answers a forward and is none. */
export function isForwardSubject(subject: string): boolean {
  const prefix = /^\s{0,5}(?:\[[^\]]{1,40}\]\s{0,3})?([\p{L}\p{M}]{1,20}(?:\s[\p{L}\p{M}]{1,10})?)\s{0,3}[:：]/u
    .exec(subject.slice(0, 120))?.[1]
    ?.toLowerCase();
  return prefix !== undefined && forwardPrefixes.has(prefix);
}
