/** A logo in the blob store; `width` and `height` are its pixels. */
export type BrandLogo = { blobKey: string; contentType: 'image/png' | 'image/jpeg'; width: number; height: number };

/** What a tenant says about the look of its mails. `accent` is `#rrggbb`. Whatever is missing is plain. */
export type BrandSettings = { name?: string; accent?: string; footer?: string; logo?: BrandLogo };

/** The look of one mail, as it stood when the mail was queued: every attempt draws the same. */
export type Brand = BrandSettings & { company: string; language: string };
