import type { OwnLanguage } from '../../../domain/tenancy/tenant.types.ts';

/** An article of the demo's knowledge base. All are published. */
export type DemoArticle = {
  title: string;
  summary: string;
  category: string;
  tags: string[];
  visibility: 'internal' | 'public';
  language: OwnLanguage;
  content: string;
};

/** A public article in English, the usual case. */
export function article(title: string, category: string, tags: string[], summary: string, content: string): DemoArticle {
  return { title, summary, category, tags, visibility: 'public', language: 'en', content: content.trim() };
}

/** The same article for staff only. */
export function internal(one: DemoArticle): DemoArticle {
  return { ...one, visibility: 'internal' };
}
