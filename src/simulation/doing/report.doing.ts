import { SECTIONS } from '../../../workflows/report/report.types.js';
import type { Section } from '../../../workflows/report/report.types.js';
import { answers, autumnResults, commentary, headAsks } from '../words/report.js';
import { step } from './doing.js';
import type { Act, Doings } from './doing.js';

/** How the impact report is written, read and published. */
export const reportDoings: Doings = {
  retryFigures: (act) => step(act, 'reports.draft'),
  startCommentary: (act) => step(act, 'reports.startCommentary'),

  async writeCommentary(act) {
    const { world, who, record } = act;
    for (const section of SECTIONS) {
      if (sections(act, 'written').includes(section)) continue;
      const { version } = await world.call<{ version: number }>(who, 'reports.section', {
        params: { id: record.id, section },
      });
      await step(act, 'reports.writeSection', { section, version, ...commentary[section] });
    }
    return step(act, 'reports.submit');
  },

  /** The head asks about one section once, and reads the others. */
  async readReport(act) {
    const asks = act.world.once('the head asks', act.duty.words);
    for (const section of SECTIONS) {
      if (sections(act, 'read').includes(section)) continue;
      if (asks && section === 'priorities') await step(act, 'reports.ask', { section, question: headAsks });
      else await step(act, 'reports.read', { section });
    }
    return 'done';
  },

  async answerQuestions(act) {
    for (const section of sections(act, 'asked')) {
      await step(act, 'reports.answer', {
        section,
        answer: act.world.chance.pick(answers, act.duty.words, section),
      });
    }
    return 'done';
  },

  sendPapers: (act) => step(act, 'reports.sendPapers'),
  publishReport: (act) => step(act, 'reports.publish'),
  addResults: (act) =>
    act.world.chance.happens(0.7, act.duty.words, 'results')
      ? step(act, 'reports.addResults', { text: autumnResults })
      : step(act, 'reports.noResults'),
};

const sections = ({ record }: Act, key: string): readonly Section[] =>
  (record.context[key] as readonly Section[] | undefined) ?? [];
