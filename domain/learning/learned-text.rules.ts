/** So much of a text is learned from and classified: what is wanted stands at its beginning. */
export const mostLearnedText = 4_000;

/** The text that is learned from and classified: the subject counts as its first line. */
export function learnedText(subject: string, text: string): string {
  return `${subject}\n${text}`.slice(0, mostLearnedText);
}

/** Whether a ticket is kept aside for comparing classifiers: the same one in five for every training, by its id's last digits. None is ever trained with it. */
export function isKeptAside(ticketId: string): boolean {
  return Number.parseInt(ticketId.slice(-6), 16) % 5 === 0;
}
