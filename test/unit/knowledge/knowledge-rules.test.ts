import { describe, expect, it } from '@jest/globals';
import { parseCommand } from '../../../bots/commands/parse-command.ts';
import type { ArticleId } from '../../../domain/ids.types.ts';
import { readArticleRef } from '../../../domain/knowledge/article-ref.rules.ts';
import { everydayWords } from '../../../domain/knowledge/everyday-words.rules.ts';
import { longestPassage, passagesOf } from '../../../domain/knowledge/passages.rules.ts';
import { type Candidate, rankCandidates } from '../../../domain/knowledge/rank-candidates.rules.ts';
import { demoArticles } from '../../../server/demo/demo-articles.ts';

describe('the number of an article', () => {
  it.each(['KB-12', 'kb-12', 'kb12', 'kb 12', '#12', '12', ' KB-012 '])('is read from %j', (text) => {
    expect(readArticleRef(text)).toBe('KB-12');
  });

  it.each(['', 'KB-', 'KB-0', '0', 'KB-1x', 'TKT-202611-00001', '-1', '1.5', 'KB--1'])('is not seen in %j', (text) => {
    expect(readArticleRef(text)).toBeNull();
  });
});

describe('passages', () => {
  it('stand in the content exactly as they are quoted, whatever the content is', () => {
    const odd = 'One sentence. Another one!\n\n  Third?  \n' + 'A long line that goes on. '.repeat(40) + 'no end' + '\n' + 'x'.repeat(700);
    for (const content of [odd, ...Object.values(demoArticles).flatMap((articles) => articles.map((article) => article.content))]) {
      const passages = passagesOf(content);
      expect(passages.length).toBeGreaterThan(0);
      expect(passages.filter((passage) => !content.includes(passage) || passage.trim() === '')).toEqual([]);
    }
  });

  it('cut a long line at the ends of sentences and lose no word', () => {
    const line = Array.from({ length: 30 }, (_one, index) => `Sentence number ${index} is here.`).join(' ');
    const passages = passagesOf(line);
    expect(passages.length).toBeGreaterThan(2);
    expect(passages.filter((passage) => passage.length > longestPassage)).toEqual([]);
    expect(passages.join(' ')).toBe(line);
  });

  it('are none of nothing', () => {
    expect(passagesOf(' \n \n')).toEqual([]);
  });
});

describe('the ranking of candidates', () => {
  const row = (strength: number, more: Partial<Candidate> = {}): Candidate => ({
    articleId: 'x' as ArticleId,
    number: 'KB-1',
    title: 'T',
    summary: 'S',
    visibility: 'public',
    strength,
    terms: 2,
    asked: 5,
    passage: 'P',
    ...more,
  });

  it('says how sure the first is by its lead over the second, and is sure of no other', () => {
    const bands = (...strengths: number[]) => rankCandidates(strengths.map((strength) => row(strength))).map((found) => found.band);
    expect(bands(4, 2)).toEqual(['sure', 'weak']);
    expect(bands(4, 3)).toEqual(['likely', 'weak']);
    expect(bands(4, 3.9)).toEqual(['weak', 'weak']);
    expect(bands(4)).toEqual(['sure']);
  });

  it('drops what is too weak, and asks less of a question of which every word was found', () => {
    expect(rankCandidates([row(1.2)])).toEqual([]);
    expect(rankCandidates([row(1.2, { terms: 1, asked: 1 })])).toHaveLength(1);
    expect(rankCandidates([row(0.7, { terms: 1, asked: 1 })])).toEqual([]);
    expect(rankCandidates([])).toEqual([]);
  });

  it('gives a score between 0 and 1 that keeps the order, and the relevance in per cent', () => {
    const found = rankCandidates([row(9), row(4), row(2)]);
    expect(found.map((one) => one.relevance)).toEqual([82, 67, 50]);
    expect(found.every((one) => one.score > 0 && one.score < 1)).toBe(true);
  });
});

describe('words of the same meaning', () => {
  it('are single words, each once in its line', () => {
    expect(everydayWords.filter(({ word }) => !/^[\p{L}0-9]+$/u.test(word))).toEqual([]);
    const keys = everydayWords.map(({ language, line, word }) => `${language} ${line} ${word}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('commands about articles', () => {
  it.each([
    ['kb', 'kb.list', {}],
    ['kb list drafts', 'kb.list', { status: 'draft' }],
    ['kb KB-3', 'kb.show', { article: 'KB-3' }],
    ['kb 3', 'kb.show', { article: 'KB-3' }],
    ['kb how do I get in?', 'kb.search', { query: 'how do I get in?' }],
    ['kb 3 phones ring at once', 'kb.search', { query: '3 phones ring at once' }],
    [
      'kb new "Two words" category:"Wi-Fi at work" tags:a,b public : Line one.\nLine two: more.',
      'kb.new',
      { title: 'Two words', category: 'Wi-Fi at work', tags: ['a', 'b'], visibility: 'public', content: 'Line one.\nLine two: more.' },
    ],
    ['kb new "T" lang:german : Text', 'kb.new', { title: 'T', language: 'de', content: 'Text' }],
    ['kb new Plain title: public is a word here', 'kb.new', { title: 'Plain title', content: 'public is a word here' }],
    ['kb edit KB-1: New text', 'kb.edit', { article: 'KB-1', content: 'New text' }],
    ['kb edit KB-1 internal', 'kb.edit', { article: 'KB-1', visibility: 'internal' }],
    [
      'kb edit KB-1 version:3 : public servants read this',
      'kb.edit',
      { article: 'KB-1', version: 3, content: 'public servants read this' },
    ],
    ['kb publish kb-2', 'kb.status', { article: 'KB-2', status: 'published' }],
    ['kb history KB-1 v2', 'kb.version', { article: 'KB-1', at: 2 }],
    ['kb restore KB-1 to version 2', 'kb.restore', { article: 'KB-1', at: 2 }],
    ['suggest for 1', 'ticket.suggest', { ticket: '1' }],
    ['link-article 1 to KB-2 solved', 'ticket.article', { ticket: '1', article: 'KB-2', kind: 'resolved' }],
    ['insert-article 1 KB-2', 'ticket.insert', { ticket: '1', article: 'KB-2', part: 'content' }],
  ])('reads %j', (text, op, args) => {
    expect(parseCommand(text)).toEqual({ kind: 'call', op, args });
  });

  it('means the ticket of the conversation when only an article is named', () => {
    const context = { ticket: 'TKT-202611-00001' };
    expect(parseCommand('link-article KB-2', context)).toMatchObject({
      op: 'ticket.article',
      args: { ticket: context.ticket, article: 'KB-2' },
    });
    expect(parseCommand('suggest', context)).toMatchObject({ op: 'ticket.suggest', args: { ticket: context.ticket } });
  });

  it.each([
    ['kb show', /Which article/],
    ['kb new', /What is its title/],
    ['kb new "Only a title"', /text is missing/],
    ['kb new "" : text', /title is empty/],
    ['kb new "T" lang:klingon : x', /no language of ours/],
    ['kb edit KB-1', /What shall change/],
    ['kb restore KB-1', /Which version/],
    ['suggest', /Which ticket/],
    ['link-article 1', /Which article/],
    ['kb publish KB-1 now', /“now”/],
  ])('says what is missing of %j', (text, problem) => {
    const parsed = parseCommand(text);
    expect(parsed.kind === 'half' ? parsed.problem : parsed).toMatch(problem);
  });
});
