import { accountArticles } from './articles/account-articles.ts';
import type { DemoArticle } from './articles/article.types.ts';
import { cablingArticles } from './articles/cabling-articles.ts';
import { deviceArticles } from './articles/device-articles.ts';
import { germanArticles } from './articles/german-articles.ts';
import { networkArticles } from './articles/network-articles.ts';
import { serviceArticles } from './articles/service-articles.ts';

const english = [...networkArticles, ...cablingArticles, ...accountArticles, ...deviceArticles, ...serviceArticles];

/** The knowledge base of each demo company, by the company's slug. */
export const demoArticles: Readonly<Record<string, readonly DemoArticle[]>> = { northwind: english, kabelwerk: germanArticles };
