/**
 * The headers with which a mail program offers to end mails of this kind (RFC 2369 3.2). The one-click header needs an https address (RFC 8058 3.1); without one a person
 * opens the page.
 */
export function unsubscribeHeaders(link: string | null): Record<string, string> {
  if (link === null || !/^https?:\/\/[^\s<>]+$/.test(link)) return {};
  const headers = { 'List-Unsubscribe': `<${link}>` };
  return link.startsWith('https://') ? { ...headers, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : headers;
}
