import type { FigureView, ReportView, SectionView } from '../../../src/reports/index.js';

/** A report with nothing in it. */
export const emptyReport: ReportView = {
  ...{ school: 'S', urn: null, year: '2026', startsOn: '2026-09-01', endsOn: '2027-08-31', computedAt: null },
  ...{ edition: 0, dataVersion: null, sections: [], errata: [], addendum: null },
};

export const sectionWith = (
  section: SectionView['section'],
  figures: readonly FigureView[],
  written: Partial<SectionView> = {},
): SectionView => ({ section, title: section, figures, items: [], commentary: '', notKnown: '', ...written });

export const figureView = (name: string, given: Partial<FigureView> = {}): FigureView => ({
  ...{ name, title: name, words: `What ${name} is.`, unit: 'needs', appendix: false, inTable: false },
  ...{ value: 0, of: null, reason: null, parts: [], earlier: [], ...given },
});
