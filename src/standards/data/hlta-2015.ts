import type { Framework } from '../import/framework.js';
import { standardsIn } from './framework-rows.js';

/** Standards for higher level teaching assistants: 33, as listed in July 2015. */
export const HLTA_2015: Framework = {
  code: 'hlta-2015',
  title: 'Higher level teaching assistant standards',
  version: '2015',
  inForceFrom: '2015-07-01',
  inForceTo: null,
  source: 'https://hlta.org.uk/hlta-standards/',
  note: 'Short titles are our own; so are the ends of the three groups of skills. The official text can be imported.',
  sections: [
    { code: 'attributes', title: 'Professional attributes' },
    { code: 'knowledge', title: 'Professional knowledge and understanding' },
    { code: 'skills-planning', title: 'Skills: planning and expectations' },
    { code: 'skills-monitoring', title: 'Skills: monitoring and assessment' },
    { code: 'skills-teaching', title: 'Skills: teaching and learning activities' },
  ],
  standards: [
    ...standardsIn('attributes', [
      ['HLTA1', 'High expectations of children'],
      ['HLTA2', 'Fair, respectful, supportive relationships'],
      ['HLTA3', 'Sets an example in values and behaviour'],
      ['HLTA4', 'Communicates with children, families and colleagues'],
      ['HLTA5', 'Values what families contribute'],
      ['HLTA6', 'Works collaboratively'],
      ['HLTA7', 'Improves own practice and uses advice'],
    ]),
    ...standardsIn('knowledge', [
      ['HLTA8', 'What affects children’s learning and progress'],
      ['HLTA9', 'How to contribute to provision for each learner'],
      ['HLTA10', 'Command of an area of expertise'],
      ['HLTA11', 'Level 2 qualification in English and mathematics'],
      ['HLTA12', 'Uses ICT in professional work'],
      ['HLTA13', 'The curriculum frameworks that apply'],
      ['HLTA14', 'Aims and content of the learning supported'],
      ['HLTA15', 'Access for pupils with additional needs'],
      ['HLTA16', 'Frameworks for children’s well-being'],
    ]),
    ...standardsIn('skills-planning', [
      ['HLTA17', 'Brings expertise to planning'],
      ['HLTA18', 'Plans own part in lessons'],
      ['HLTA19', 'Devises structured activities'],
      ['HLTA20', 'Plans for inclusion'],
      ['HLTA21', 'Chooses and prepares resources'],
    ]),
    ...standardsIn('skills-monitoring', [
      ['HLTA22', 'Notices responses and adapts'],
      ['HLTA23', 'Monitors progress and gives feedback'],
      ['HLTA24', 'Supports assessment of progress'],
      ['HLTA25', 'Helps to keep and use records'],
    ]),
    ...standardsIn('skills-teaching', [
      ['HLTA26', 'Promotes good behaviour'],
      ['HLTA27', 'Responds to equality and diversity'],
      ['HLTA28', 'Uses ICT to advance learning'],
      ['HLTA29', 'Advances learning one to one'],
      ['HLTA30', 'Advances learning in small groups'],
      ['HLTA31', 'Advances learning with whole classes'],
      ['HLTA32', 'Organises safe learning'],
      ['HLTA33', 'Directs other adults’ work'],
    ]),
  ],
  relations: [],
};
