import nunjucks from 'nunjucks';

/** Renders a view to HTML: all that these pages ask of whoever draws them. */
export interface Pages {
  render(view: string, model: object): string;
}

const VIEWS = new URL('./views', import.meta.url).pathname;

/** Plain pages without a layout. */
export function plainPages(): Pages {
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(VIEWS), {
    autoescape: true,
    throwOnUndefined: true,
  });
  return { render: (view, model) => environment.render(view, model) };
}
