import type { ArticleId } from '../../../domain/ids.types.ts';
import type { ArticleVisibility, MarginBand } from '../../../domain/knowledge/knowledge.types.ts';
import type { OwnLanguage } from '../../../domain/tenancy/tenant.types.ts';

/** An article as a model is offered it: `label` is its name in marks (`a1`), its sentences are `a1.p1` … and stand like that in its content. */
export type OfferedArticle = {
  label: string;
  articleId: ArticleId;
  number: string;
  title: string;
  visibility: ArticleVisibility;
  language: OwnLanguage;
  band: MarginBand;
  relevance: number;
  /** the stretch that answers best, as retrieval found it */
  passage: string;
  /** what its writer filed it under */
  tags?: string[];
  sentences: string[];
};

/** A public record of the ticket's own customer: `label` is its mark (`r1`). Its `text` holds their words (the subject); `ours` is the part that is a row's. */
export type OwnRecord = { label: string; number: string; text: string; ours: string };
