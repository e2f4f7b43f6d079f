/** A part of a notice. `text` holds paragraphs divided by empty lines; `facts` are a name and a value each; `choices` are drawn as buttons, best first. */
export type LookBlock =
  | { kind: 'text'; text: string }
  | { kind: 'facts'; title: string; facts: [name: string, value: string][] }
  | { kind: 'choices'; choices: { mark: string; label: string; url: string }[] };

/**
 * How the HTML part of a mail is laid out; what it says is the text part. `language` is that of the text (BCP 47). In a letter the first `ownLength` letters are what a
 * person wrote, below stand marker and quotation (`compose-text.rules.ts`). A notice without blocks is its text; `stop` is the link that ends such mails, with its words.
 */
export type MailLook =
  | { kind: 'letter'; language: string | null; ownLength: number }
  | { kind: 'notice'; language: string | null; blocks?: LookBlock[]; stop?: { label: string; url: string } };
