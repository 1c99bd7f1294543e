import { describe, expect, it } from '@jest/globals';
import { recipients, subjectOf } from '../../src/reminders/recording/ladder.js';

const held: Record<string, string[]> = {
  cpdLeader: ['lena'],
  head: ['hana'],
  deputy: ['dele'],
  chair: ['gwen'],
};
const holders = (post: string) => held[post] ?? [];
const people = { reviewee: 'tara', reviewer: 'rhys', contributor: ['cole', 'bea'], moderator: null };
const ask = (who: string, more: Partial<Parameters<typeof recipients>[0]> = {}) =>
  recipients({ who, escalation: false, people, holders, owing: [], ...more });

describe('who is reminded', () => {
  it('is the person of a role in the record', () => {
    expect(ask('reviewee')).toEqual(['tara']);
  });

  it('is everybody of a role that several hold', () => {
    expect(ask('contributor')).toEqual(['cole', 'bea']);
  });

  it('is whoever holds a post today', () => {
    expect(ask('cpdLeader')).toEqual(['lena']);
  });

  it('is the head where a post is vacant', () => {
    expect(ask('finance')).toEqual(['hana']);
    expect(ask('moderator')).toEqual(['hana']);
  });

  it('is the next rung where something is passed up to the one who owes it and knows', () => {
    expect(ask('cpdLeader', { escalation: true, owing: ['lena'] })).toEqual(['hana']);
    expect(ask('head', { escalation: true, owing: ['hana'] })).toEqual(['dele']);
  });

  it('passes over somebody who holds two posts', () => {
    const both = (post: string) => (post === 'cpdLeader' || post === 'head' ? ['hana'] : holders(post));
    expect(ask('cpdLeader', { escalation: true, owing: ['hana'], holders: both })).toEqual(['dele']);
  });

  it('is nobody when nobody stands above', () => {
    expect(ask('governor', { escalation: true, owing: ['gwen'], holders: () => ['gwen'] })).toEqual([]);
  });
});

describe('whose record it is', () => {
  it('is the reviewee’s or the person’s, and nobody’s for a school’s own record', () => {
    expect(subjectOf(people)).toBe('tara');
    expect(subjectOf({ person: 'amara', lineManager: 'rhys' })).toBe('amara');
    expect(subjectOf({ organiser: 'lena' })).toBeNull();
  });
});
