import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isAddress, messageIdOf, renderLetter } from '../../src/platform/mail/index.js';
import type { Letter } from '../../src/platform/mail/index.js';

const LETTER: Letter = {
  greeting: 'Hello Tara,',
  opening: ['Two things are waiting for you.'],
  items: [
    { title: 'First', text: 'One & only.', link: { label: 'Open it', url: 'https://x.example/1?a=b&c=d' } },
    { title: 'Second', text: 'Another.' },
  ],
  closing: ['Have a good day.'],
  from: 'Brook Lane Primary',
  footer: { text: 'Once a week.', link: { label: 'Stop this summary', url: 'https://x.example/stop' } },
};

describe('a letter', () => {
  it('says the same as text and as HTML', () => {
    const { text, html } = renderLetter(LETTER, 'Two things');
    for (const words of [
      'Hello Tara,',
      'First',
      'Second',
      'Have a good day.',
      'Once a week.',
      'https://x.example/stop',
    ]) {
      expect(text).toContain(words);
      expect(html).toContain(words);
    }
    expect(text).toContain('1. First\n   One & only.\n   Open it:\n   https://x.example/1?a=b&c=d');
    expect(html).toContain('<title>Two things</title>');
    expect(html).toContain('href="https://x.example/1?a=b&amp;c=d"');
  });

  it('does not number what is alone', () => {
    const { text, html } = renderLetter({ ...LETTER, items: LETTER.items?.slice(0, 1) }, 'One');
    expect(text).not.toContain('1. ');
    expect(html).not.toContain('<li');
  });

  it('lets no text become markup, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (word) => {
        const { html } = renderLetter(
          { greeting: word, opening: [word], from: 'x', items: [{ title: word, text: word }] },
          word,
        );
        const tags = [...html.matchAll(/<\/?([a-z!][a-z0-9]*)/gi)].map(([, name]) => name);
        const known = ['!doctype', 'html', 'head', 'meta', 'title', 'body', 'main', 'p', 'br', 'strong'];
        return tags.every((tag) => known.includes(String(tag)));
      }),
    );
  });

  it('keeps lines of text short', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { minLength: 1, maxLength: 80 }), (words) => {
        const { text } = renderLetter({ greeting: 'Hello,', opening: [words.join(' ')], from: 'x' }, 'x');
        return text.split('\n').every((line) => line.length <= 72);
      }),
    );
  });
});

describe('an address', () => {
  it.each(['a@b.example', "o'neill@school.sch.uk", 'a+b@c.d.example'])('%s is one', (text) => {
    expect(isAddress(text)).toBe(true);
  });
  it.each([
    '',
    'a',
    'a@',
    '@b.example',
    'a b@c.example',
    'a@b.example,c@d.example',
    'a@b\n.example',
    '<a@b.example>',
    'a..b@c.example',
    `${'a'.repeat(65)}@b.example`,
  ])('%j is none', (text) => {
    expect(isAddress(text)).toBe(false);
  });
});

describe('a Message-ID', () => {
  it('is the id at the host of the product, without its port', () => {
    expect(messageIdOf('m-1', 'http://localhost:3000')).toBe('<m-1@localhost>');
  });
  it('never holds what would end a header', () => {
    expect(() => messageIdOf('a\r\nBcc: x', 'http://localhost')).toThrow(RangeError);
  });
});
