import { readTicketRef } from '../../../domain/tickets/ticket-ref.rules.ts';

/** A link to a ticket's page, as it was shared, with the whole number it names. */
export type TicketLink = { url: string; number: string };

const most = 5;

/** Which of these addresses are pages of our tickets. The host must be ours: nobody else's link makes us say anything. */
export function linkedTickets(urls: readonly string[], webUrl: string): TicketLink[] {
  const home = new URL(webUrl);
  const found = urls.flatMap((url): TicketLink[] => {
    if (!URL.canParse(url)) return [];
    const { protocol, host, pathname } = new URL(url);
    if (protocol !== home.protocol || host !== home.host || !pathname.startsWith(`${home.pathname.replace(/\/$/, '')}/t/`)) return [];
    const ref = readTicketRef(decoded(pathname.slice(pathname.lastIndexOf('/') + 1)));
    return ref?.kind === 'number' ? [{ url, number: ref.number }] : [];
  });
  return found.slice(0, most);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
