import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { safeReturnTo } from '../../src/access/index.js';

describe('Where to go after signing in', () => {
  test.each(['/', '/reviews', '/reviews/7?tab=needs&x=%2F', '/a/b-c_d.e~f'])(
    '%s is a page of ours',
    (path) => {
      expect(safeReturnTo(path)).toBe(path);
    },
  );

  test.each([
    'https://evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n//evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'reviews',
    '',
    ' /reviews',
    '/sign-in',
    '/sign-in/demo?returnTo=/sign-in',
    '/sign-out',
    `/${'a'.repeat(600)}`,
    undefined,
    null,
    7,
    ['/reviews'],
  ])('%p leads to the first page', (path) => {
    expect(safeReturnTo(path)).toBe('/');
  });

  test('is never on another host, whatever is asked for', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('/', '\\', '.', ':', '@', '?', '#', '%', '\t', 'a', 'h', '2', 'f'),
    });
    fc.assert(
      fc.property(fc.oneof(nasty, fc.webPath(), fc.webUrl()), (path) => {
        const url = new URL(safeReturnTo(path), 'https://here.example');
        expect(url.origin).toBe('https://here.example');
        // A browser resolves the answer once more, from the page's own address.
        expect(new URL(url.pathname + url.search, 'https://here.example').origin).toBe(
          'https://here.example',
        );
      }),
    );
  });
});
