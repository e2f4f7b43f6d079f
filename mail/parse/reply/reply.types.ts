/** A mail's text in three parts: what the sender wrote now, the history below, above or between, and the signature. Blank and drawn lines aside nothing is lost. */
export type SplitReply = { text: string; quoted: string; signature: string };

/** What is known of a mail beside its text. `senderName` is the display name of From, or its address when there is none; '' when unknown. */
export type ReplyFacts = { subject: string; senderName: string };

/**
 * What the structure of HTML says of a line: `history` begins what the program quoted, `attribution` is the line it wrote above, `forward` begins a
 * forwarded mail, `signature` belongs to a signature the program added, `rule` is a drawn line, `weak` is a quotation the sender may have made by hand.
 */
export type LineMark = 'history' | 'attribution' | 'forward' | 'signature' | 'rule' | 'weak';

/** One line. `depth` counts its levels of quotation, by `>` in plain text or by elements in HTML; `text` is the line as it is to be shown. */
export type ReplyLine = { text: string; depth: number; mark: LineMark | null };

/** Where a line belongs. */
export type LinePart = 'text' | 'quoted' | 'signature';

/** The lines of one mail while they are dealt out. `isHtml`: programs have marked their own signatures, so a typed greeting is text. */
export type ReplyPage = { lines: readonly ReplyLine[]; isHtml: boolean; senderName: string };
