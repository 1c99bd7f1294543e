import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, idParam, isoDate, operation, text } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { Refused } from '../../api/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { idFrom } from '../../platform/ids.js';
import { Absences } from '../absences.service.js';
import { Directory } from '../directory.queries.js';
import { Posts } from '../posts.service.js';
import { Schools } from '../schools.service.js';
import { absenceSchema, flag, paging, personSchema, postName, postSchema } from './people.schemas.js';

const schoolSchema = z.object({
  id,
  kind: z.string(),
  name: z.string(),
  urn: z.string().nullable(),
  phase: z.string().nullable(),
  zone: z.string(),
});

/** Who works here, who one is, posts and days away. */
@Injectable()
export class PeopleApi implements ApiSurface {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(Schools) private readonly schools: Schools,
    @Inject(Absences) private readonly absences: Absences,
    @Inject(Posts) private readonly posts: Posts,
  ) {}

  operations(): readonly Operation[] {
    return [...this.reads(), ...this.daysAway(), ...this.postsHeld()];
  }

  private reads(): Operation[] {
    return [
      operation({
        id: 'me.get',
        method: 'get',
        path: '/me',
        summary: 'Who I am: person, posts and school',
        response: z.object({ person: personSchema, posts: z.array(postName), school: schoolSchema }),
        run: ({ proof }) =>
          this.unit.run(proof, async (tx) => {
            if (tx.principal.person === null)
              throw new Refused(404, 'no-such-person', 'This is a worker’s proof: nobody stands behind it.');
            const person = await this.directory.one(tx, tx.principal.person);
            return { person, posts: person.posts, school: await this.schools.own(tx) };
          }),
      }),
      operation({
        id: 'people.list',
        method: 'get',
        path: '/people',
        summary: 'People of the school, by name',
        query: z.strictObject({
          ...paging,
          on: isoDate.optional().meta({ description: 'The day; today without it' }),
          group: text(40).optional(),
          lineManager: id.optional(),
          name: text(80).optional().meta({ description: 'Part of a name' }),
          left: flag.meta({ description: 'Also people who have left' }),
        }),
        response: z.object({ people: z.array(personSchema), next: id.nullable() }),
        run: ({ proof }, { query }) =>
          this.unit.run(proof, async (tx) => {
            const people = await this.directory.list(tx, query);
            const last = people.length === query.limit ? people.at(-1) : undefined;
            return { people, next: last?.id ?? null };
          }),
      }),
      operation({
        id: 'people.get',
        method: 'get',
        path: '/people/{id}',
        summary: 'One person, and whom they manage',
        params: idParam,
        response: z.object({ person: personSchema, manages: z.array(id) }),
        run: ({ proof }, { params }) =>
          this.unit.run(proof, async (tx) => ({
            person: await this.directory.one(tx, params.id),
            manages: await this.directory.managedBy(tx, params.id),
          })),
      }),
    ];
  }

  private daysAway(): Operation[] {
    return [
      operation({
        id: 'absences.list',
        method: 'get',
        path: '/people/{id}/absences',
        summary: 'Days away of a person',
        description: 'For the person, the line manager, the CPD leader and the head; never why.',
        params: idParam,
        response: z.object({ absences: z.array(absenceSchema) }),
        run: ({ proof }, { params }) =>
          this.unit.run(proof, async (tx) => ({ absences: await this.absences.list(tx, params.id) })),
      }),
      operation({
        id: 'absences.add',
        method: 'post',
        path: '/people/{id}/absences',
        summary: 'Enter days away',
        description: 'Clocks that count the person’s days move. Without `to` no return is known yet.',
        params: idParam,
        body: z.strictObject({ from: isoDate, to: isoDate.nullable().default(null) }),
        response: absenceSchema,
        status: 201,
        run: ({ proof, key }, { params, body }) => {
          const once = key === undefined ? undefined : idFrom('absence', params.id, key);
          return this.absences.add(proof, params.id, body.from, body.to, once);
        },
      }),
      operation({
        id: 'absences.close',
        method: 'post',
        path: '/absences/{id}/close',
        summary: 'Say when somebody’s days away end, or ended',
        params: idParam,
        body: z.strictObject({ to: isoDate.meta({ description: 'Last day away' }) }),
        response: absenceSchema,
        run: ({ proof }, { params, body }) => this.absences.close(proof, params.id, body.to),
      }),
      operation({
        id: 'absences.strike',
        method: 'delete',
        path: '/absences/{id}',
        summary: 'Take away an absence that was entered by mistake',
        params: idParam,
        response: z.object({ struck: z.boolean() }),
        run: async ({ proof }, { params }) => {
          await this.absences.strike(proof, params.id);
          return { struck: true };
        },
      }),
    ];
  }

  private postsHeld(): Operation[] {
    return [
      operation({
        id: 'posts.list',
        method: 'get',
        path: '/posts',
        summary: 'Posts, who holds them from when to when, and those that are vacant',
        response: z.object({ posts: z.array(postSchema), vacant: z.array(postName) }),
        run: ({ proof }) =>
          this.unit.run(proof, async (tx) => ({
            posts: await this.posts.list(tx),
            vacant: await this.directory.vacancies(tx),
          })),
      }),
      operation({
        id: 'posts.give',
        method: 'post',
        path: '/posts',
        summary: 'Give somebody a post from a day on, in their own right or acting',
        body: z.strictObject({
          personId: id,
          post: postName,
          from: isoDate,
          to: isoDate.nullable().default(null),
          insteadOf: id.nullable().default(null),
          acting: z
            .boolean()
            .default(false)
            .meta({ description: 'Appointed for a while, also to a vacant post' }),
        }),
        response: postSchema,
        status: 201,
        run: ({ proof }, { body }) => this.posts.give(proof, body),
      }),
      operation({
        id: 'posts.end',
        method: 'post',
        path: '/posts/{id}/end',
        summary: 'End a post; its work passes to whoever holds it then',
        params: idParam,
        body: z.strictObject({ to: isoDate.meta({ description: 'First day without the post' }) }),
        response: postSchema,
        run: ({ proof }, { params, body }) => this.posts.end(proof, params.id, body.to),
      }),
    ];
  }
}
