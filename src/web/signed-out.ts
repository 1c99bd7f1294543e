import { ViewEngine } from './view/view-engine.js';

/** Draws the pages of signing in within our layout: their own folder of views, our `page.njk` instead of the plain one. */
export function signedOutPages(): { render(view: string, model: object): string } {
  const views = new ViewEngine(['web/views/signed-out', 'access/web/views']);
  return { render: (view, model) => views.render(view, model) };
}
