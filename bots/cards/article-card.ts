import type { ArticleVersionHead, ArticleVersionView, ArticleView } from '../../domain/knowledge/knowledge.types.ts';
import type { ArticleLine, ArticlePage } from '../../domain/knowledge/list-articles.ts';
import type { Card, CardAction, CardForm, Row, Section } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, askFirst, bold, clip, code, field, muted, oneLine, plain, row, section } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';
import { authorName } from './words.rules.ts';

/** Longest part of an article that a card shows, in UTF-16 units. */
const longestContent = 8_000;

const statusLabels = { draft: 'draft, found by nobody', published: 'published', archived: 'archived, found by nobody' };
const visibilityLabels = { internal: 'internal: staff only', public: 'public: customers may read it' };
const tones = { internal: 'internal', public: 'public' } as const;

/** The whole article with what can be done next. `mayEdit`: whether the reader is offered the form. */
export function articleCard(article: ArticleView, options: { reader: Reader; mayEdit: boolean }): Card {
  return makeCard('article', [code(article.number), { text: ' ' }, bold(article.title)], {
    fields: [
      field('Status', statusLabels[article.status]),
      field('For', visibilityLabels[article.visibility]),
      field('Category', article.category),
      ...(article.tags.length === 0 ? [] : [field('Tags', article.tags.join(', '))]),
      field('Language', article.language),
      field(
        'Read',
        `${article.views} times; ${article.helpful} found it helpful, ${article.notHelpful} did not; it solved ${article.resolved} tickets`,
      ),
      ...(article.fromTicket === null ? [] : [field('Written from', [code(article.fromTicket)])]),
      field('Version', [{ text: `${article.version}, ` }, when(article.updatedAt, options.reader)]),
    ],
    sections: [contentSection(article)],
    form: options.mayEdit ? editForm(article) : null,
    actions: articleActions(article),
  });
}

function contentSection({ summary, content, visibility }: Pick<ArticleView, 'summary' | 'content' | 'visibility'>): Section {
  const { text, cut } = clip(content, longestContent);
  const paragraphs = [
    ...(summary === '' ? [] : [[bold(summary)]]),
    plain(text),
    ...(cut === 0 ? [] : [[muted(`(${cut} more characters)`)]]),
  ];
  return section('Text', tones[visibility], paragraphs);
}

function articleActions({ number, status, version, visibility }: ArticleView): CardAction[] {
  const at = { article: number, version };
  const open =
    visibility === 'internal'
      ? askFirst(
          'Make public',
          'kb.edit',
          { ...at, visibility: 'public' },
          `Let customers read ${number}? Look through it for names and inner matters first.`,
        )
      : action('Make internal', 'kb.edit', { ...at, visibility: 'internal' });
  const moves = {
    draft: [
      action('Publish', 'kb.status', { ...at, status: 'published' }, 'primary'),
      action('Archive', 'kb.status', { ...at, status: 'archived' }),
    ],
    published: [
      action('Archive', 'kb.status', { ...at, status: 'archived' }),
      action('Back to draft', 'kb.status', { ...at, status: 'draft' }),
    ],
    archived: [
      action('Publish again', 'kb.status', { ...at, status: 'published' }),
      action('Back to draft', 'kb.status', { ...at, status: 'draft' }),
    ],
  }[status];
  const votes =
    status === 'published'
      ? [
          action('Helpful', 'kb.vote', { article: number, helpful: true }),
          action('Not helpful', 'kb.vote', { article: number, helpful: false }),
        ]
      : [];
  return [...moves, open, action('History', 'kb.history', { article: number }), ...votes];
}

/** The form carries the version it was drawn for: what somebody else saved meanwhile is not overwritten. A long text is not put into it, for it would come back cut. */
function editForm(article: ArticleView): CardForm {
  const at = { article: article.number, version: article.version };
  const line = (name: string, label: string, value: string) => ({ name, label, kind: 'line' as const, value, options: [] });
  const content = { name: 'content', label: 'Text', kind: 'text' as const, value: article.content, options: [] };
  return {
    action: action('Save', 'kb.edit', at),
    fields: [
      line('title', 'Title', article.title),
      line('summary', 'Summary', article.summary),
      line('category', 'Category', article.category),
      line('tags', 'Tags', article.tags.join(', ')),
      ...(article.content.length > longestContent ? [] : [content]),
    ],
  };
}

/** What was done to an article, in one line. */
export function articleDoneCard(article: { number: string; title: string }, text: string, actions: CardAction[] = []): Card {
  return makeCard('done', [code(article.number), { text: ' ' }, bold(oneLine(article.title, 120))], {
    notices: [{ level: 'success', text }],
    actions: [...actions, action('Show', 'kb.show', { article: article.number })],
  });
}

/** A page of articles. `choice` is what selected them, for the next page. */
export function articleListCard(page: ArticlePage, choice: { status?: string; category?: string }, reader: Reader): Card {
  const which = [choice.status, choice.category === undefined ? undefined : `in ${choice.category}`]
    .filter((word) => word !== undefined)
    .join(' ');
  return makeCard(
    'article_list',
    [bold(`${page.total} article${page.total === 1 ? '' : 's'}`), { text: which === '' ? '' : ` (${which})` }],
    {
      text: page.total === 0 ? [plain('There is none. Write one: kb new "Title" : text')] : [],
      rows: page.articles.map((article) => lineRow(article, reader)),
      paging: {
        shown: page.articles.length,
        total: page.total,
        totalIsAtLeast: false,
        next: page.next === null ? null : action('Next', 'kb.list', { ...choice, after: page.next }),
      },
      actions: choice.status === 'draft' ? [] : [action('Drafts', 'kb.list', { status: 'draft' })],
    },
  );
}

function lineRow(article: ArticleLine, reader: Reader): Row {
  const facts = [article.category, article.status, article.visibility, article.language].join(' · ');
  return row(
    [code(article.number), { text: ` ${oneLine(article.title, 120)}` }],
    [...(article.summary === '' ? [] : [plain(oneLine(article.summary, 160))]), [{ text: `${facts} · ` }, when(article.updatedAt, reader)]],
    [action('Show', 'kb.show', { article: article.number })],
  );
}

/** Every save with who and when; old ones can be looked at. */
export function articleHistoryCard(
  article: { number: string; title: string; version: number },
  versions: ArticleVersionHead[],
  reader: Reader,
): Card {
  return makeCard('article_list', [code(article.number), { text: ' ' }, bold(article.title), muted(`: ${article.version} versions`)], {
    rows: versions.map((one) =>
      row(
        [bold(`Version ${one.version}`), { text: ` ${oneLine(one.title, 120)}` }],
        [
          [
            {
              text: `${authorName(one.savedBy)} · ${one.status}${one.restoredFrom === null ? '' : `, text of version ${one.restoredFrom}`} · `,
            },
            when(one.savedAt, reader),
          ],
        ],
        [action('Look at it', 'kb.version', { article: article.number, at: one.version })],
      ),
    ),
    paging: { shown: versions.length, total: article.version, totalIsAtLeast: false, next: null },
    actions: [action('Show', 'kb.show', { article: article.number })],
  });
}

/** An old state in full; `now` is the version that stands. */
export function articleVersionCard(article: { number: string; version: number }, old: ArticleVersionView, reader: Reader): Card {
  const isNow = old.version === article.version;
  return makeCard('article', [code(article.number), { text: ` version ${old.version}: ` }, bold(old.title)], {
    notices: [
      { level: 'info', text: isNow ? 'This is the version that stands.' : `This is an old version. Version ${article.version} stands.` },
    ],
    fields: [
      field('Saved', [{ text: `${authorName(old.savedBy)}, ` }, when(old.savedAt, reader)]),
      field('Status', old.status),
      field('For', visibilityLabels[old.visibility]),
      field('Category', old.category),
    ],
    sections: [contentSection(old)],
    actions: [
      ...(isNow
        ? []
        : [action('Restore this text', 'kb.restore', { article: article.number, at: old.version, version: article.version }, 'primary')]),
      action('History', 'kb.history', { article: article.number }),
    ],
  });
}
