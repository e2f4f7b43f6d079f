import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { ArticleId, TicketId } from '../ids.types.ts';
import type { OwnLanguage } from '../tenancy/tenant.types.ts';
import type { MessageAuthor } from '../tickets/tickets.types.ts';
import type { ArticleLinkKind, ArticleStatus, ArticleVisibility } from './knowledge.types.ts';

const text = {
  title: p.text(),
  summary: p.text(),
  content: p.text(),
  category: p.text(),
  tags: p.json().$type<string[]>(),
  language: p.text().$type<OwnLanguage>(),
};

/** An article as it stands now. */
export const Article = defineEntity({
  name: 'Article',
  tableName: 'kb_articles',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<ArticleId>().primary(),
    number: p.text(),
    ...text,
    status: p.text().$type<ArticleStatus>().default('draft'),
    visibility: p.text().$type<ArticleVisibility>().default('internal'),
    views: p.integer().default(0),
    helpful: p.integer().default(0),
    notHelpful: p.integer().default(0),
    /** weighted number of words in the index; 0 while it is not in it */
    termCount: p.float().default(0),
    /** title, tags and summary in plain words; empty while it is not in it */
    headingWords: p.text().default(''),
    fromTicketId: p.uuid().$type<TicketId>().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    publishedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});
export type Article = InferEntity<typeof Article>;

/** One saved state of an article, in full. Rows are only ever added. */
export const ArticleVersion = defineEntity({
  name: 'ArticleVersion',
  tableName: 'kb_article_versions',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    articleId: p.uuid().$type<ArticleId>().primary(),
    version: p.integer().primary(),
    ...text,
    status: p.text().$type<ArticleStatus>(),
    visibility: p.text().$type<ArticleVisibility>(),
    savedAt: p.datetime(),
    savedBy: p.json().$type<MessageAuthor>(),
    restoredFrom: p.integer().nullable(),
  },
});
export type ArticleVersion = InferEntity<typeof ArticleVersion>;

/** How often a word stem stands in a published article, weighted by where. */
export const Posting = defineEntity({
  name: 'Posting',
  tableName: 'kb_postings',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    articleId: p.uuid().$type<ArticleId>().primary(),
    term: p.text().primary(),
    tf: p.float(),
  },
});
export type Posting = InferEntity<typeof Posting>;

/** Every word stem of the tenant's articles, for finding the nearest to a mistyped one. */
export const KnownTerm = defineEntity({
  name: 'KnownTerm',
  tableName: 'kb_terms',
  ...tenantScope,
  properties: { tenantId: tenantColumn.tenantId.primary(), term: p.text().primary() },
});
export type KnownTerm = InferEntity<typeof KnownTerm>;

/** A stretch of a published article's content that can be quoted, exactly as it stands there. */
export const Passage = defineEntity({
  name: 'Passage',
  tableName: 'kb_passages',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    articleId: p.uuid().$type<ArticleId>().primary(),
    position: p.integer().primary(),
    passage: p.text(),
    terms: p.array().$type<string[]>(),
  },
});
export type Passage = InferEntity<typeof Passage>;

/** One vote of one person, about a ticket or in general. A later vote replaces it. */
export const ArticleFeedback = defineEntity({
  name: 'ArticleFeedback',
  tableName: 'kb_feedback',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    articleId: p.uuid().$type<ArticleId>(),
    ticketId: p.uuid().$type<TicketId>().nullable(),
    givenBy: p.json().$type<MessageAuthor>(),
    voter: p.text(),
    helpful: p.boolean(),
    givenAt: p.datetime(),
  },
});
export type ArticleFeedback = InferEntity<typeof ArticleFeedback>;

/** What an article has to do with a ticket. */
export const ArticleLink = defineEntity({
  name: 'ArticleLink',
  tableName: 'kb_ticket_links',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    ticketId: p.uuid().$type<TicketId>().primary(),
    articleId: p.uuid().$type<ArticleId>().primary(),
    kind: p.text().$type<ArticleLinkKind>(),
    relevance: p.smallint(),
    linkedBy: p.json().$type<MessageAuthor>(),
    linkedAt: p.datetime(),
  },
});
export type ArticleLink = InferEntity<typeof ArticleLink>;
