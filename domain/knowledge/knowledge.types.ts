import type { ArticleId } from '../ids.types.ts';
import type { OwnLanguage } from '../tenancy/tenant.types.ts';
import type { MessageAuthor } from '../tickets/tickets.types.ts';

/** Life of an article. Only published ones are searched and suggested. */
export const articleStatuses = ['draft', 'published', 'archived'] as const;
export type ArticleStatus = (typeof articleStatuses)[number];

/** `internal` is for staff: its text never goes into a text meant for a customer. */
export const articleVisibilities = ['internal', 'public'] as const;
export type ArticleVisibility = (typeof articleVisibilities)[number];

/** What an article has to do with a ticket (`domain.md` 2.7), weakest first: offered in a reply, belongs to it, solved it. */
export const articleLinkKinds = ['suggested', 'linked', 'resolved'] as const;
export type ArticleLinkKind = (typeof articleLinkKinds)[number];

/** How far the first answer can be trusted. Act without a person on `sure` at most. */
export type MarginBand = 'sure' | 'likely' | 'weak';

/** What a person writes of an article. */
export type ArticleText = {
  title: string;
  summary: string;
  content: string;
  category: string;
  tags: string[];
  language: OwnLanguage;
  visibility: ArticleVisibility;
};

/** Enough of an article to choose it from a list. */
export type ArticleHead = {
  id: ArticleId;
  number: string;
  title: string;
  category: string;
  status: ArticleStatus;
  visibility: ArticleVisibility;
  language: OwnLanguage;
  version: number;
};

/** A whole article. `helpful` and `notHelpful` are counts of votes, `resolved` of the tickets it solved. */
export type ArticleView = ArticleHead &
  ArticleText & {
    views: number;
    helpful: number;
    notHelpful: number;
    resolved: number;
    fromTicket: string | null;
    createdAt: Date;
    updatedAt: Date;
    publishedAt: Date | null;
  };

/** Who saved which state of an article and when; `restoredFrom` is the version whose text was brought back. */
export type ArticleVersionHead = {
  version: number;
  title: string;
  status: ArticleStatus;
  savedAt: Date;
  savedBy: MessageAuthor;
  restoredFrom: number | null;
};

/** An old state in full. */
export type ArticleVersionView = ArticleVersionHead & ArticleText;

/** An article found for a question. */
export type RetrievedArticle = {
  articleId: ArticleId;
  number: string;
  title: string;
  summary: string;
  visibility: ArticleVisibility;
  /** 0…1, comparable between questions. */
  score: number;
  /** `score` in whole per cent, 0…100, as links keep it. */
  relevance: number;
  band: MarginBand;
  /** The place in the content that answers best, exactly as it stands there. */
  passage: string;
};
