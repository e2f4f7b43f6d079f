import type { HtmlLimits } from '../html-to-text.ts';
import type { SplitReply } from '../reply/reply.types.ts';

/** What is wanted of a mail's HTML; plain data, so that a thread can be given it. */
export type HtmlJob = {
  html: string;
  limits: HtmlLimits;
  /** Its text, where the mail has no other. */
  wantsText: boolean;
  /** What was newly written in it: facts to find that by, or null when the HTML does not say what the mail says. */
  reply: { subject: string; senderName: string } | null;
  /** Sanitised: Content-IDs of the mail's own raster pictures, or null when it is not wanted. */
  pictures: readonly string[] | null;
};

/** What HTML gave. */
export type HtmlReading = {
  /** null when it was not asked for. */
  text: string | null;
  /** null when it was not asked for; its `text` is '' when the HTML has no words. */
  reply: SplitReply | null;
  /** null when it was not asked for, or is too much. */
  safe: string | null;
  warnings: string[];
};

/** Reads HTML somewhere, on this thread or on another one. Never throws for what is wrong with the HTML. */
export type HtmlReader = (job: HtmlJob) => Promise<HtmlReading>;
