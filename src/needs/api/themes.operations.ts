import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, idParam, operation, text } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Themes } from '../themes.service.js';

const theme = z.object({ id, title: z.string(), about: z.string(), inUse: z.boolean() });
const shownTheme = (row: { id: string; title: string; about: string; withdrawnAt: unknown }) => {
  const { id: themeId, title, about, withdrawnAt } = row;
  return { id: themeId, title, about, inUse: withdrawnAt === null };
};

/** What needs are gathered under. */
@Injectable()
export class ThemesOperations implements ApiSurface {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly themes: Themes,
  ) {}

  operations(): readonly Operation[] {
    return [
      operation({
        ...{ id: 'themes.list', method: 'get', path: '/themes' },
        summary: 'Themes of the training plan',
        query: z.strictObject({ withdrawn: z.enum(['yes', 'no']).default('no') }),
        response: z.object({ themes: z.array(theme) }),
        run: ({ proof }, { query }) =>
          this.unit.run(proof, async (tx) => ({
            themes: (await this.themes.list(tx, query.withdrawn === 'yes')).map(shownTheme),
          })),
      }),
      operation({
        ...{ id: 'themes.make', method: 'post', path: '/themes' },
        summary: 'Make a theme',
        body: z.strictObject({ title: text(200), about: text(2000).or(z.literal('')).default('') }),
        response: theme,
        status: 201,
        run: ({ proof }, { body }) =>
          this.unit.run(proof, async (tx) => shownTheme(await this.themes.make(tx, body.title, body.about))),
      }),
      operation({
        ...{ id: 'themes.withdraw', method: 'post', path: '/themes/{id}/withdraw' },
        summary: 'Use a theme no longer',
        description: 'Needs that are sorted under it stay there.',
        params: idParam,
        response: theme,
        run: ({ proof }, { params }) =>
          this.unit.run(proof, async (tx) => shownTheme(await this.themes.withdraw(tx, params.id))),
      }),
    ];
  }
}
