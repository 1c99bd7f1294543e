/** A link with words that say what it does. */
export interface LetterLink {
  readonly label: string;
  readonly url: string;
}

/** One thing in a letter. */
export interface LetterItem {
  readonly title: string;
  readonly text: string;
  readonly link?: LetterLink;
}

/**
 * What a mail says, before it is text or HTML: both are made from this one structure, so that they never differ. Plain
 * sentences, no markup.
 */
export interface Letter {
  /** 'Hello Tara,' */
  readonly greeting: string;
  readonly opening: readonly string[];
  /** Several are numbered. */
  readonly items?: readonly LetterItem[];
  /** The one link that does the job, where it is not an item's. */
  readonly action?: LetterLink;
  readonly closing?: readonly string[];
  /** Who writes: the school's name. */
  readonly from: string;
  /** Small print, such as how to stop a summary. */
  readonly footer?: { readonly text: string; readonly link?: LetterLink };
}
