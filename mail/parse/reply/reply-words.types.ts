/**
 * What mail programs print in one language around quoted mail, words separated by `|`, lower case, labels without their colon. `wrote` is what stands
 * between who and the quote, `starts` is how such a line begins, `quoting` introduces a name without a date ("Zitat von"), `original` and `forwarded`
 * stand between dashes, `above` asks to answer above a line, `sentFrom` begins the line a mobile program adds, `fromDevice` ends it, `closings` are
 * greetings that end a mail, `thanks` are thanks that may, `legal` are stems of the notices that companies add.
 */
export type ReplyWords = {
  from: string;
  sent: string;
  to: string;
  cc: string;
  subject: string;
  wrote: string;
  starts: string;
  quoting?: string;
  original: string;
  forwarded: string;
  above?: string;
  sentFrom: string;
  fromDevice?: string;
  closings: string;
  thanks: string;
  legal?: string;
};
