import { get, paths, show, view } from '../../web/index.js';
import { recordStory } from '../records.schemas.js';
import { presentRecord } from './record.presenter.js';
import type { RecordModel } from './record.presenter.js';
import { routePicture } from './route-picture.js';

const recordView = view<RecordModel>('records/web/record.njk');

/** Where one record is, how it got there, what can happen next and why other things cannot. */
export const recordPage = get(paths.record, async (visit) => {
  const story = await visit.ask('records.story', recordStory, { params: visit.params });
  const told = story.route.map(
    ({ label, kind }) => `${{ was: 'done', here: 'now', next: 'possible next' }[kind]}: ${label}`,
  );
  const picture = await routePicture(story.route, told.join('; '));
  return show(recordView, presentRecord(story, visit.visitor.person, await visit.now(), picture));
});
