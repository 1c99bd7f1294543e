import type { Typed } from '../drafts/drafts.js';
import { show } from '../page.js';
import type { Reply, Visit } from '../page.js';
import { view } from '../view/view.js';
import type { PageModel } from '../view/view.js';
import type { FormSpec } from './form.js';

export interface ConflictModel extends PageModel {
  readonly action: string;
  readonly revision: number;
  readonly differences: readonly {
    readonly label: string;
    readonly yours: string;
    readonly theirs: string;
  }[];
  /** What was typed, to be sent again as it is. */
  readonly typed: readonly { readonly name: string; readonly value: string }[];
  readonly page: string;
}

/** What stands in the record now. */
export interface Current {
  readonly fields: Typed;
  readonly revision: number;
  /** Hidden fields that say on which text the form was based: sent anew when the typed text is to stand. */
  readonly bases?: Readonly<Record<string, string>>;
}

const conflictView = view<ConflictModel>('web/views/conflict.njk');

/** Somebody changed the record since the form was shown: both texts, and the choice. */
export function conflictPage(
  { fields, address, cameFrom }: Visit<string>,
  spec: FormSpec,
  current: Current,
): Reply {
  const typed: Typed = { ...fields.typed(), ...current.bases };
  const differences = Object.entries(spec).flatMap(([name, { label }]) => {
    const [yours, theirs] = [textOf(typed[name]), textOf(current.fields[name])];
    return yours === theirs ? [] : [{ label, yours, theirs }];
  });
  const model = {
    title: 'This was changed in the meantime',
    action: address,
    revision: current.revision,
    differences,
    typed: Object.entries(typed).flatMap(([name, value]) => [value].flat().map((v) => ({ name, value: v }))),
    page: cameFrom,
  };
  return show(conflictView, model, 409);
}

const textOf = (value: Typed[string] | undefined): string => [value ?? ''].flat().join(', ');
