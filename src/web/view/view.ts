/** One thing that a page can link to. */
export interface Link {
  readonly href: string;
  readonly text: string;
}

/** What every page says of itself. */
export interface PageModel {
  /** What the page is about, first in the browser's title and history. */
  readonly title: string;
  readonly back?: Link;
}

declare const modelOf: unique symbol;

/** A view and what it needs to be shown. Its name is its path below src/. */
export interface View<M extends PageModel> {
  readonly template: string;
  readonly [modelOf]?: (model: M) => void;
}

/** Ties a view to the type of its model: `view<HomeModel>('home/web/home.njk')`. */
export function view<M extends PageModel>(template: string): View<M> {
  return { template };
}
