import type { Framework, Stage, Standard } from '../import/framework.js';
import { TDA_2007_AREAS } from './tda-2007-rows.js';

/** Area -> title. The published framework gathers them under three headings, given in brackets. */
const AREA_TITLES: Readonly<Record<string, string>> = {
  relationships: 'Relationships with children and young people (attributes)',
  frameworks: 'Duties and policies (attributes)',
  'working-with-others': 'Communicating and working with others (attributes)',
  'personal-development': 'Own professional development (attributes)',
  'teaching-and-learning': 'Teaching and learning (knowledge and understanding)',
  'assessment-knowledge': 'Assessment and monitoring (knowledge and understanding)',
  'subjects-and-curriculum': 'Subjects and curriculum (knowledge and understanding)',
  'literacy-numeracy-ict': 'Literacy, numeracy and ICT (knowledge and understanding)',
  'achievement-and-diversity': 'Achievement and diversity (knowledge and understanding)',
  'health-and-well-being': 'Health and well-being (knowledge and understanding)',
  planning: 'Planning (skills)',
  teaching: 'Teaching (skills)',
  'assessment-and-feedback': 'Assessing, monitoring and feedback (skills)',
  reviewing: 'Reviewing teaching and learning (skills)',
  'learning-environment': 'Learning environment (skills)',
  'team-working': 'Team working and collaboration (skills)',
};

const STAGES: readonly Stage[] = [
  { code: 'Q', title: 'Qualified teacher status', presumes: [] },
  { code: 'C', title: 'Core (main scale, end of induction)', presumes: [] },
  { code: 'P', title: 'Post-threshold', presumes: ['C'] },
  { code: 'E', title: 'Excellent teacher', presumes: ['C', 'P'] },
  { code: 'A', title: 'Advanced skills teacher', presumes: ['C', 'P', 'E'] },
];

const STAGE_ORDER = STAGES.map(({ code }) => code);

function stageThenNumber(a: Standard, b: Standard): number {
  const stage = STAGE_ORDER.indexOf(a.stage ?? '') - STAGE_ORDER.indexOf(b.stage ?? '');
  return stage || Number(a.code.slice(1)) - Number(b.code.slice(1));
}

/** Professional Standards for Teachers in England, September 2007 (TDA): 102 standards in five stages. */
export const TDA_2007: Framework = {
  code: 'tda-2007',
  title: 'Professional standards for teachers (TDA)',
  version: '2007',
  inForceFrom: '2007-09-01',
  inForceTo: '2013-08-31',
  source:
    'http://www.nationalstemcentre.org.uk/elibrary/technology/resource/4503/professional-standards-for-teachers-in-england-from-september-2007',
  note:
    'Short titles and the pairing of codes within an area are our own; the official text can be imported. ' +
    'Stages Q and C were replaced in September 2012, P, E and A ended a year later.',
  sections: TDA_2007_AREAS.map(([code]) => ({ code, title: AREA_TITLES[code] ?? code })),
  stages: STAGES,
  standards: TDA_2007_AREAS.flatMap(([section, rows]) =>
    rows
      .map(([code, title]): Standard => ({ code, section, title, stage: code.slice(0, 1) }))
      .sort(stageThenNumber),
  ),
  relations: TDA_2007_AREAS.flatMap(([, rows]) =>
    rows.flatMap(([from, , buildsOn = []]) =>
      buildsOn.map((to) => ({ from, to, kind: 'buildsOn' as const })),
    ),
  ),
};
