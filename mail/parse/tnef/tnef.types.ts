/** A file out of a winmail.dat. */
export type TnefFile = { name: string; contentType: string; bytes: Buffer; contentId: string | null; isInline: boolean };

/** What a winmail.dat holds; '' where there is no text or no HTML. */
export type TnefContent = { subject: string; text: string; html: string; files: TnefFile[]; isDamaged: boolean };
