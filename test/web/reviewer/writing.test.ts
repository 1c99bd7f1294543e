import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { act, AMARA, REVIEWER } from '../../golden-path/cast.js';
import type { Story } from '../../golden-path/cast.js';
import { openMeetingDay } from '../support/meeting.js';
import { openSite } from '../support/site.js';
import type { Answer, Site } from '../support/site.js';

let story: Story;
let site: Site;
let address: string;
beforeAll(async () => {
  story = await openMeetingDay();
  site = await openSite(story.school);
  address = `/people-i-review/${story.review}`;
}, 180_000);
afterAll(async () => {
  await site?.close();
  await story?.school.close();
});

type Fields = Record<string, string>;
type Titled = { id: string; title: string };
const idOf = (needs: readonly Titled[], wanted: string) => needs.find(({ title }) => title === wanted)?.id;
const OBJECTIVE = '11111111-1111-4111-8111-111111111111';
/** What a form would send: its hidden fields as the page shows them, and what is typed. */
async function formOf(at: string, typed: Fields): Promise<Fields> {
  const { text } = await site.get(REVIEWER, at);
  const hidden = [
    ...text.matchAll(/<input type="hidden" name="((?:based-|id\d|version|_key)[^"]*)" value="([^"]*)"/g),
  ];
  return {
    ...Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value])),
    id1: OBJECTIVE,
    ...typed,
  };
}
const save = async (typed: Fields): Promise<Answer> =>
  site.post(REVIEWER, address, await formOf(address, typed));
const page = () => site.get(REVIEWER, address);
const main = ({ text }: Answer): string => /<main[^]*<\/main>/.exec(text)?.[0] ?? '';

describe('The statement', () => {
  beforeEach(() => site.post(REVIEWER, '/drafts/forget', { _form: `review:${story.review}:statement` }));

  test('keeps what people paste: Word markup, emoji, right-to-left text and script, as text', async () => {
    const pasted =
      '<p class="MsoNormal">Read <b>daily</b></p> 👩🏽‍🏫 مرحبا <script>alert(1)</script> “quoted” & more';
    expect((await save({ title1: pasted, criteria1: 'Seen weekly', summary: pasted })).status).toBe(303);
    const { text } = await page();
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).toContain('👩🏽‍🏫 مرحبا');
  });

  test.each([
    ['an objective that is too long', { title1: 'x'.repeat(201) }, 'title1', 'letters or fewer'],
    ['a summary with control characters', { summary: 'a\u0007b' }, 'summary', 'control characters'],
    ['a need that is too long', { need2: 'y'.repeat(201) }, 'need2', 'letters or fewer'],
    ['an outcome without its need', { outcome1: 'Pupils read' }, 'need1', 'Enter the training need'],
    ['a day that is none', { met: '31 February', _go: 'met' }, 'met', 'real date'],
    ['a meeting that lies ahead', { met: '1 June 2027', _go: 'met' }, 'met', 'cannot lie in the future'],
  ])('refuses %s at its field, and loses nothing', async (_what, typed: Fields, field, words) => {
    const answer = await save({ observation: 'Kept meanwhile', ...typed });
    expect(answer.status).toBe(200);
    expect(main(answer)).toContain('Please look at this again');
    expect(main(answer)).toContain(`href="#${field}"`);
    expect(main(answer)).toContain(words);
    expect(main(answer)).toContain('Kept meanwhile');
  });

  test('saved in two windows shows both texts; the one that is chosen stands', async () => {
    await save({ summary: 'As it was' });
    const mine = await formOf(address, { summary: 'From this window' });
    await save({ summary: 'From the other window' });
    const both = await site.post(REVIEWER, address, mine);
    expect(both.status).toBe(409);
    expect(main(both)).toContain('From this window');
    expect(main(both)).toContain('From the other window');
    const chosen = [...both.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const fields = Object.fromEntries(chosen.map(([, name = '', value = '']) => [name, value]));
    expect((await site.post(REVIEWER, address, fields)).status).toBe(303);
    expect(main(await page())).toContain('From this window');
  });

  test('sent twice by a double click adds a need once; the form changed and sent again adds another', async () => {
    const sent = await formOf(address, { need1: 'Leading guided reading' });
    const both = await Promise.all([site.post(REVIEWER, address, sent), site.post(REVIEWER, address, sent)]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    await site.post(REVIEWER, address, { ...sent, need1: 'Hearing readers' });
    const { needs } = await act<{ needs: { title: string }[] }>(
      story,
      REVIEWER,
      'reviews.annex',
      story.review,
    );
    expect(needs.map(({ title }) => title).sort()).toEqual(['Hearing readers', 'Leading guided reading']);
  });

  test('keeps everything else that was typed when a need is taken out', async () => {
    const { needs } = await act<{ needs: Titled[] }>(story, REVIEWER, 'reviews.annex', story.review);
    const drop = `${address}/needs/${idOf(needs, 'Hearing readers')}`;
    const answer = await site.post(
      REVIEWER,
      drop,
      await formOf(address, { _do: 'drop', support: 'Half a sentence' }),
    );
    expect(answer.status).toBe(303);
    expect(main(await page())).not.toContain('Hearing readers');
    expect(main(await page())).toContain('Half a sentence');
  });

  test('of which a need is worded in two windows shows both wordings', async () => {
    const { needs } = await act<{ needs: Titled[] }>(story, REVIEWER, 'reviews.annex', story.review);
    const at = `${address}/needs/${idOf(needs, 'Leading guided reading')}`;
    const mine = await formOf(at, { title: 'Leading reading in Year 4' });
    await site.post(REVIEWER, at, { ...mine, title: 'Leading reading in Year 5', _key: 'another-key' });
    const both = await site.post(REVIEWER, at, mine);
    expect(both.status).toBe(409);
    expect(main(both)).toContain('Leading reading in Year 4');
    expect(main(both)).toContain('Leading reading in Year 5');
  });

  test('is read by the head, who can do nothing in it', async () => {
    const { status, text } = await site.get('head', address);
    expect(status).toBe(200);
    expect(main({ status, text, headers: new Headers() })).not.toContain('<form');
    expect(text).toContain('Review: only Amara, Rhys Vaughan and Hana Reid (head)');
    expect((await site.get('head', `${address}/steps/share`)).status).toBe(404);
    expect((await site.get('head', `${address}/mid-year`)).status).toBe(404);
  });

  test('is nobody else’s: the pages of a review do not exist for colleagues, CPD leader and administrator', async () => {
    for (const who of ['leader', 'teacher', 'admin', 'governor'] as const) {
      for (const at of [
        address,
        `${address}/steps/share`,
        `${address}/mid-year`,
        `/review/${story.review}`,
      ]) {
        expect([who, at, (await site.get(who, at)).status]).toEqual([who, at, 404]);
      }
    }
    expect((await site.get(AMARA, address)).headers.get('location')).toBe(`/review/${story.review}`);
    expect((await site.get(AMARA, `${address}/steps/share`)).status).toBe(404);
  });
});
