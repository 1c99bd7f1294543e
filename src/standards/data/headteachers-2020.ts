import type { Framework } from '../import/framework.js';
import { standardsIn, withParts } from './framework-rows.js';

/** Headteachers' standards 2020 (England), non-statutory: ethics and ten standards. */
export const HEADTEACHERS_2020: Framework = {
  code: 'headteachers-2020',
  title: 'Headteachers’ standards',
  version: '2020',
  inForceFrom: '2020-10-13',
  inForceTo: null,
  source: 'https://www.gov.uk/government/publications/national-standards-of-excellence-for-headteachers',
  note: 'The ten headings and the seven principles are the published ones; codes are our own. The full text can be imported.',
  sections: [
    { code: 'ethics', title: 'Ethics and professional conduct' },
    { code: 'standards', title: 'Headteachers’ standards' },
  ],
  standards: [
    ...withParts(
      'ethics',
      ['HT0', 'Ethics and professional conduct'],
      [
        ['HT0a', 'Selflessness'],
        ['HT0b', 'Integrity'],
        ['HT0c', 'Objectivity'],
        ['HT0d', 'Accountability'],
        ['HT0e', 'Openness'],
        ['HT0f', 'Honesty'],
        ['HT0g', 'Leadership'],
      ],
    ),
    ...standardsIn('standards', [
      ['HT1', 'School culture'],
      ['HT2', 'Teaching'],
      ['HT3', 'Curriculum and assessment'],
      ['HT4', 'Behaviour'],
      ['HT5', 'Additional and special educational needs'],
      ['HT6', 'Professional development'],
      ['HT7', 'Organisational management'],
      ['HT8', 'Continuous school improvement'],
      ['HT9', 'Working in partnership'],
      ['HT10', 'Governance and accountability'],
    ]),
  ],
  relations: [],
};
