/** Code, own short title, and the standards of earlier stages that it builds on. */
export type StagedRow = readonly [code: string, title: string, buildsOn?: readonly string[]];

type Area = readonly [section: string, rows: readonly StagedRow[]];

/** Sections are areas of the published table; titles and the pairing of codes within an area are our own. */
export const TDA_2007_AREAS: readonly Area[] = [
  [
    'relationships',
    [
      ['Q1', 'Expects much of every child and is fair'],
      ['Q2', 'Sets an example in conduct'],
      ['C1', 'High expectations and good relationships', ['Q1']],
      ['C2', 'Positive values and standards of conduct', ['Q2']],
    ],
  ],
  [
    'frameworks',
    [
      ['Q3', 'Knows a teacher’s duties and the school’s policies'],
      ['C3', 'Keeps to duties and helps shape policy', ['Q3']],
      ['P1', 'Contributes notably to policy across the school', ['C3']],
      ['E1', 'Leads in developing policy and practice', ['P1', 'C3']],
      ['A1', 'Leads on policy and practice beyond the school', ['E1']],
    ],
  ],
  [
    'working-with-others',
    [
      ['Q4', 'Communicates with pupils, colleagues and families'],
      ['Q5', 'Values what families and colleagues contribute'],
      ['Q6', 'Works collaboratively'],
      ['C4', 'Communicates well and keeps families informed', ['Q4']],
      ['C5', 'Draws on what families and colleagues contribute', ['Q5']],
      ['C6', 'Commits to shared working', ['Q6']],
    ],
  ],
  [
    'personal-development',
    [
      ['Q7', 'Reflects on practice and plans own development'],
      ['Q8', 'Open to new ideas, with a critical eye'],
      ['Q9', 'Acts on advice and coaching'],
      ['C7', 'Evaluates own performance and keeps developing', ['Q7']],
      ['C8', 'Adapts practice where new ideas help', ['Q8']],
      ['C9', 'Welcomes and uses feedback and coaching', ['Q9']],
      ['E2', 'Researches and evaluates new approaches', ['C7', 'C8']],
    ],
  ],
  [
    'teaching-and-learning',
    [
      ['Q10', 'Knows a range of teaching and behaviour strategies'],
      ['C10', 'Current working knowledge of teaching strategies', ['Q10']],
      ['P2', 'Broad knowledge of strategies and how to adapt them', ['C10']],
      ['E3', 'Critical grasp of the most effective strategies', ['P2', 'C10']],
    ],
  ],
  [
    'assessment-knowledge',
    [
      ['Q11', 'Knows assessment requirements'],
      ['Q12', 'Knows approaches to assessment'],
      ['Q13', 'Uses data to judge teaching and progress'],
      ['C11', 'Knows requirements for the subjects taught', ['Q11']],
      ['C12', 'Knows and chooses among assessment approaches', ['Q12']],
      ['C13', 'Uses data to evaluate teaching and raise attainment', ['Q13']],
      ['C14', 'Uses reports and outside information on pupils', ['Q13']],
      ['P3', 'Broad knowledge of assessment, including examinations', ['C11', 'C12']],
      ['P4', 'Up to date on qualifications and specifications', ['C11']],
      ['E4', 'Helps others to improve assessment', ['P3', 'C12']],
    ],
  ],
  [
    'subjects-and-curriculum',
    [
      ['Q14', 'Secure subject knowledge and how to teach it'],
      ['Q15', 'Knows the curricula and frameworks'],
      ['C15', 'Secure subject knowledge, including recent change', ['Q14']],
      ['C16', 'Understands the curricula and frameworks', ['Q15']],
      ['P5', 'Deeper subject knowledge', ['C15']],
      ['E5', 'Extensive subject knowledge through wider networks', ['P5', 'C15']],
    ],
  ],
  [
    'literacy-numeracy-ict',
    [
      ['Q16', 'Passes the skills tests'],
      ['Q17', 'Uses literacy, numeracy and ICT in teaching'],
      ['C17', 'Uses literacy, numeracy and ICT in wider work', ['Q17']],
    ],
  ],
  [
    'achievement-and-diversity',
    [
      ['Q18', 'Knows how children develop'],
      ['Q19', 'Makes provision for each learner'],
      ['Q20', 'Knows colleagues’ roles for additional needs'],
      ['C18', 'Understands development and what influences it', ['Q18']],
      ['C19', 'Personalises provision, with equality in mind', ['Q19']],
      ['C20', 'Understands the roles of specialist colleagues', ['Q20']],
      ['C21', 'Knows when to call on others’ expertise', ['Q20']],
      ['E6', 'Extensive knowledge of equality and inclusion', ['C19']],
    ],
  ],
  [
    'health-and-well-being',
    [
      ['Q21', 'Knows safeguarding duties and how to support pupils'],
      ['C22', 'Knows national safeguarding requirements', ['Q21']],
      ['C23', 'Knows local safeguarding arrangements', ['Q21']],
      ['C24', 'Recognises possible harm and acts on it', ['Q21']],
      ['C25', 'Supports pupils in difficulty and refers them', ['Q21']],
      ['P6', 'Can advise others on development and well-being', ['C25']],
    ],
  ],
  [
    'planning',
    [
      ['Q22', 'Plans for progression'],
      ['Q23', 'Plans for literacy, numeracy and ICT'],
      ['Q24', 'Plans homework'],
      ['C26', 'Plans progression within and across lessons', ['Q22']],
      ['C27', 'Designs chances to practise literacy, numeracy and ICT', ['Q23']],
      ['C28', 'Plans work outside the classroom', ['Q24']],
      ['P7', 'Plans flexibly and creatively', ['C26']],
      ['E7', 'Leads shared and cross-curricular planning', ['P7', 'C26']],
    ],
  ],
  [
    'teaching',
    [
      ['Q25', 'Teaches lessons that build on what pupils know'],
      ['C29', 'Teaches well-organised, challenging lessons', ['Q25']],
      ['C30', 'Engages and motivates pupils', ['Q25']],
      ['P8', 'Teaching leads to good progress compared nationally', ['C29', 'C30']],
      ['E8', 'Teaching leads to excellent outcomes', ['P8', 'C29']],
    ],
  ],
  [
    'assessment-and-feedback',
    [
      ['Q26', 'Assesses, monitors and records'],
      ['Q27', 'Gives timely feedback'],
      ['Q28', 'Helps pupils to reflect on progress'],
      ['C31', 'Uses a range of assessment methods', ['Q26']],
      ['C32', 'Gives constructive feedback to pupils and families', ['Q27']],
      ['C33', 'Supports pupils to judge their own work', ['Q28']],
      ['C34', 'Uses assessment to plan teaching', ['Q26']],
      ['E9', 'Excellent at assessing and evaluating', ['C31', 'C34']],
      ['E10', 'Gives excellent feedback on progress', ['C32']],
      ['E11', 'Uses evidence of progress to improve provision', ['C33', 'C34']],
    ],
  ],
  [
    'reviewing',
    [
      ['Q29', 'Evaluates own teaching and changes it'],
      ['C35', 'Reviews the effect of teaching on progress', ['Q29']],
      ['C36', 'Reviews the effect of feedback', ['Q29']],
      ['E12', 'Uses data to target improvement with colleagues', ['C35']],
    ],
  ],
  [
    'learning-environment',
    [
      ['Q30', 'Creates a safe, purposeful setting'],
      ['Q31', 'Sets a clear framework for behaviour'],
      ['C37', 'Keeps a safe setting, also beyond the classroom', ['Q30']],
      ['C38', 'Manages behaviour well and constructively', ['Q31']],
      ['C39', 'Builds pupils’ self-control and independence', ['Q31']],
    ],
  ],
  [
    'team-working',
    [
      ['Q32', 'Works as a member of a team'],
      ['Q33', 'Involves the colleagues who work with them'],
      ['C40', 'Contributes to teams and shares good practice', ['Q32']],
      ['C41', 'Makes sure that supporting colleagues know their part', ['Q33']],
      ['P9', 'Promotes collaboration in teams', ['C40']],
      ['P10', 'Develops colleagues by coaching and mentoring', ['C40', 'C41']],
      ['E13', 'Works with leaders on school improvement', ['P9']],
      ['E14', 'Leads colleagues’ professional development', ['P10']],
      ['E15', 'Observes and advises colleagues soundly', ['P10']],
      ['A2', 'Works with the leadership of other schools', ['E13']],
      ['A3', 'Spreads effective practice between schools', ['E14', 'E15']],
    ],
  ],
];
