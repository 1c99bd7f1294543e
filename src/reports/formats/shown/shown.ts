/** A report as it is shown on paper and on the page that one can take along: everything in words, nothing to count. */
export interface ShownReport {
  readonly title: string;
  readonly school: string;
  readonly year: string;
  /** For whom it was made, and what that means. */
  readonly readers: string;
  /** From which records, and of which day. */
  readonly about: string;
  readonly sections: readonly ShownSection[];
  readonly appendix: readonly ShownSection[];
  readonly definitions: readonly { readonly name: string; readonly words: string }[];
  /** Empty: none. */
  readonly addendum: string;
  readonly errata: readonly ShownErratum[];
}

export interface ShownSection {
  /** Fit for an anchor. */
  readonly id: string;
  readonly title: string;
  readonly headline: string;
  readonly lines: readonly string[];
  /** Those that are known; the others stand in `notKnown`. */
  readonly figures: readonly ShownFigure[];
  readonly charts: readonly ShownChart[];
  readonly tables: readonly ShownTable[];
  readonly items: readonly {
    readonly title: string;
    readonly items: readonly { readonly text: string; readonly because: string }[];
  }[];
  readonly commentary: string;
  readonly notKnown: readonly string[];
}

export interface ShownFigure {
  readonly name: string;
  readonly value: string;
  /** 'of 97 people (63 %)'; empty where the value says it all. */
  readonly of: string;
}

export interface ShownChart {
  readonly title: string;
  /** The same in words. */
  readonly alt: string;
  readonly svg: string;
}

export interface ShownTable {
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly number: boolean }[];
  readonly rows: readonly (readonly string[])[];
  readonly note: string;
}

export interface ShownErratum {
  readonly title: string;
  readonly words: string;
  readonly table: ShownTable;
}
