import type { Framework } from '../import/framework.js';
import { withParts } from './framework-rows.js';

/** Professional Standards for Teaching Assistants, June 2016: four themes, non-statutory. */
export const TEACHING_ASSISTANTS_2016: Framework = {
  code: 'teaching-assistants-2016',
  title: 'Professional standards for teaching assistants',
  version: '2016',
  inForceFrom: '2016-06-01',
  inForceTo: null,
  source:
    'https://skills4schools.co.uk/resources-research/professional-standards-for-school-roles/professional-standards-for-teaching-assistants',
  note:
    'The four themes, and that the first has five points, are the published ones. How the other three are divided ' +
    'into points is our own grouping and may differ from the document in number and order; codes and titles are ' +
    'our own throughout. The official text can be imported.',
  sections: [
    { code: 'conduct', title: 'Personal and professional conduct' },
    { code: 'knowledge', title: 'Knowledge and understanding' },
    { code: 'teaching', title: 'Teaching and learning' },
    { code: 'others', title: 'Working with others' },
  ],
  standards: [
    ...withParts(
      'conduct',
      ['TA1', 'Personal and professional conduct'],
      [
        ['TA1.1', 'Acts on the school’s ethos and policies'],
        ['TA1.2', 'Positive relationships and fairness'],
        ['TA1.3', 'Safeguards children'],
        ['TA1.4', 'Respects difference'],
        ['TA1.5', 'Improves own practice'],
      ],
    ),
    ...withParts(
      'knowledge',
      ['TA2', 'Knowledge and understanding'],
      [
        ['TA2.1', 'Keeps knowledge and skills up to date'],
        ['TA2.2', 'Knows the subjects and stages supported'],
        ['TA2.3', 'Knows how children develop and learn'],
        ['TA2.4', 'Knows own role in pupils’ progress'],
      ],
    ),
    ...withParts(
      'teaching',
      ['TA3', 'Teaching and learning'],
      [
        ['TA3.1', 'Helps every pupil to take part'],
        ['TA3.2', 'Adapts support to need'],
        ['TA3.3', 'Builds pupils’ independence'],
        ['TA3.4', 'Supports assessment and feedback'],
        ['TA3.5', 'Supports good behaviour'],
      ],
    ),
    ...withParts(
      'others',
      ['TA4', 'Working with others'],
      [
        ['TA4.1', 'Works with teachers to plan and review'],
        ['TA4.2', 'Shares what is noticed about pupils'],
        ['TA4.3', 'Works with families and specialists'],
        ['TA4.4', 'Supports and learns from colleagues'],
      ],
    ),
  ],
  relations: [],
};
