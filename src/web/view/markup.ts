import nunjucks from 'nunjucks';

/** Text that is markup already, and made by us. */
export type Markup = nunjucks.runtime.SafeString;

/**
 * Lets markup into a page as it is. Only for what our own code drew (diagrams, charts): a test names the files that may
 * call this. Whatever people wrote is put in as text and escaped by the view.
 */
export function ownMarkup(source: string): Markup {
  return new nunjucks.runtime.SafeString(source);
}
