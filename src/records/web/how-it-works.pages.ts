import { z } from 'zod';
import { get, paths, show, view } from '../../web/index.js';
import { recordLine, recordPlaces } from '../records.schemas.js';
import { placeAddress, presentKind, presentKinds } from './how-it-works.presenter.js';
import type { KindModel, KindsModel } from './how-it-works.presenter.js';
import { mapPicture } from './map-picture.js';

const kindsView = view<KindsModel>('records/web/kinds.njk');
const kindView = view<KindModel>('records/web/kind.njk');
const kinds = z.object({ workflows: z.array(z.object({ name: z.string(), explain: z.string() })) });

/** Every kind of record there is. */
export const kindsPage = get(paths.howItWorks, async (visit) =>
  show(kindsView, presentKinds((await visit.ask('workflows.list', kinds)).workflows)),
);

/** One kind: its whole way as a picture and in words, with how many records stand where. */
export const kindPage = get(paths.howOneWorks, async (visit) => {
  const { params, query, visitor } = visit;
  const places = await visit.ask('records.places', recordPlaces, { params });
  const picture = await mapPicture(places, (path) => placeAddress(places.chart, path));
  const path = query['at'];
  const chosen =
    path === undefined
      ? null
      : {
          path,
          records: (
            await visit.ask('records.at', z.object({ records: z.array(recordLine) }), {
              params,
              query: { at: path },
            })
          ).records,
        };
  return show(kindView, presentKind(places, picture, chosen, visitor.person, await visit.now()));
});
