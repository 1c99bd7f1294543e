import type { Framework } from '../import/framework.js';
import { withParts } from './framework-rows.js';

/** Teachers' Standards (England), published 2011. The letters of sub-points are a common convention, not official. */
export const TEACHERS_STANDARDS_2011: Framework = {
  code: 'teachers-standards-2011',
  title: 'Teachers’ Standards',
  version: '2011',
  inForceFrom: '2012-09-01',
  inForceTo: null,
  source: 'https://www.gov.uk/government/publications/teachers-standards',
  note: 'Short titles are our own; the letters of sub-points are a common convention. The official text can be imported.',
  sections: [
    { code: 'part-one', title: 'Part One: teaching' },
    { code: 'part-two', title: 'Part Two: personal and professional conduct' },
  ],
  standards: [
    ...withParts(
      'part-one',
      ['TS1', 'High expectations'],
      [
        ['TS1a', 'A safe, stimulating classroom built on respect'],
        ['TS1b', 'Goals that stretch every pupil'],
        ['TS1c', 'An example in attitude and behaviour'],
      ],
    ),
    ...withParts(
      'part-one',
      ['TS2', 'Progress and outcomes'],
      [
        ['TS2a', 'Answers for pupils’ progress'],
        ['TS2b', 'Builds on what pupils know and can do'],
        ['TS2c', 'Helps pupils to reflect on progress'],
        ['TS2d', 'Knows how pupils learn'],
        ['TS2e', 'Encourages conscientious work'],
      ],
    ),
    ...withParts(
      'part-one',
      ['TS3', 'Subject and curriculum knowledge'],
      [
        ['TS3a', 'Secure subject knowledge that keeps interest alive'],
        ['TS3b', 'Critical view of subject developments'],
        ['TS3c', 'Literacy and correct English in every subject'],
        ['TS3d', 'Early reading: systematic phonics'],
        ['TS3e', 'Early mathematics: suitable strategies'],
      ],
    ),
    ...withParts(
      'part-one',
      ['TS4', 'Planning and teaching'],
      [
        ['TS4a', 'Good use of lesson time'],
        ['TS4b', 'Love of learning and curiosity'],
        ['TS4c', 'Homework and learning out of class'],
        ['TS4d', 'Reflects on how lessons went'],
        ['TS4e', 'Helps to design the curriculum'],
      ],
    ),
    ...withParts(
      'part-one',
      ['TS5', 'Adapting teaching'],
      [
        ['TS5a', 'Knows when and how to adapt'],
        ['TS5b', 'Understands what holds learning back'],
        ['TS5c', 'Knows how children develop'],
        ['TS5d', 'Teaches pupils with additional needs well'],
      ],
    ),
    ...withParts(
      'part-one',
      ['TS6', 'Assessment'],
      [
        ['TS6a', 'Knows assessment requirements'],
        ['TS6b', 'Formative and summative assessment'],
        ['TS6c', 'Uses data to set targets and plan'],
        ['TS6d', 'Feedback that pupils act on'],
      ],
    ),
    ...withParts(
      'part-one',
      ['TS7', 'Behaviour and safety'],
      [
        ['TS7a', 'Clear rules and routines'],
        ['TS7b', 'High expectations of behaviour'],
        ['TS7c', 'Manages classes so that pupils take part'],
        ['TS7d', 'Good relationships and calm authority'],
      ],
    ),
    ...withParts(
      'part-one',
      ['TS8', 'Wider responsibilities'],
      [
        ['TS8a', 'Part in the life of the school'],
        ['TS8b', 'Works with colleagues and specialists'],
        ['TS8c', 'Makes good use of support staff'],
        ['TS8d', 'Own professional development'],
        ['TS8e', 'Communicates with families'],
      ],
    ),
    ...withParts(
      'part-two',
      ['P2.1', 'Public trust, ethics and behaviour'],
      [
        ['P2.1a', 'Dignity and proper boundaries'],
        ['P2.1b', 'Safeguarding'],
        ['P2.1c', 'Tolerance and respect for others’ rights'],
        ['P2.1d', 'Does not undermine fundamental values'],
        ['P2.1e', 'Personal beliefs are not pressed on pupils'],
      ],
    ),
    ...withParts('part-two', ['P2.2', 'The school’s ethos, policies, attendance and punctuality'], []),
    ...withParts('part-two', ['P2.3', 'Statutory frameworks of the profession'], []),
  ],
  relations: [],
};
