import { describe, expect, it } from '@jest/globals';
import { isSameOrigin } from '../../../server/http/same-origin.rules.ts';
import { cookieFlags, cookieName, readCookie } from '../../../server/http/session-cookie.rules.ts';

const web = 'https://desk.example';
const from = (headers: { secFetchSite?: string; origin?: string; host?: string }) =>
  isSameOrigin({ secFetchSite: undefined, origin: undefined, host: undefined, ...headers }, web);

describe('a request comes from our own page', () => {
  it.each([
    [{ secFetchSite: 'same-origin' }, true],
    [{ origin: 'https://desk.example' }, true],
    [{ origin: 'http://127.0.0.1:4380', host: '127.0.0.1:4380' }, true],
    [{ secFetchSite: 'same-site', origin: 'https://desk.example' }, false],
    [{ secFetchSite: 'none', origin: 'https://desk.example' }, false],
    [{ secFetchSite: 'cross-site', origin: 'https://desk.example' }, false],
    [{ origin: 'https://desk.example.evil.example', host: 'desk.example' }, false],
    [{ origin: 'https://desk.example:444', host: 'desk.example' }, false],
    [{ origin: 'null', host: 'desk.example' }, false],
    [{ origin: '', host: '' }, false],
    [{ host: 'desk.example' }, false],
    [{}, false],
  ])('%j: %s', (headers, expected) => {
    expect(from(headers)).toBe(expected);
  });
});

describe('the session cookie', () => {
  it.each([
    ['deskhand=abc', 'abc'],
    ['a=1; deskhand=abc; b=2', 'abc'],
    ['deskhand=first; deskhand=second', 'first'],
    ['xdeskhand=abc', null],
    ['__Host-deskhand=abc', null],
    ['deskhand', null],
    ['', null],
    [undefined, null],
  ])('is read from %j as %j', (header, expected) => {
    expect(readCookie(header, 'deskhand')).toBe(expected);
  });

  it('is secure exactly when the address is https', () => {
    expect([cookieName(web), cookieFlags(web, new Date()).secure]).toEqual(['__Host-deskhand', true]);
    expect([cookieName('http://localhost:4380'), cookieFlags('http://localhost:4380', new Date()).secure]).toEqual(['deskhand', false]);
  });
});
