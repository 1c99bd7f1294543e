import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, idParam, instant, operation, text } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { Tokens } from '../tokens.service.js';

const tokenSchema = z.object({
  id,
  personId: id,
  label: z.string(),
  createdAt: instant,
  expiresAt: instant,
  revokedAt: instant.nullable(),
  madeBy: id.nullable(),
});

/** Bearer tokens: made and shown once, listed, revoked. */
@Injectable()
export class TokensApi implements ApiSurface {
  constructor(@Inject(Tokens) private readonly tokens: Tokens) {}

  operations(): readonly Operation[] {
    return [
      operation({
        id: 'tokens.create',
        method: 'post',
        path: '/tokens',
        summary: 'Make a token for a person',
        description:
          'For an administrator. The token is in this answer and nowhere else: only its hash is kept.',
        body: z.strictObject({ personId: id, label: text(100), expiresAt: instant }),
        response: z.object({ id, token: z.string() }),
        status: 201,
        run: ({ proof }, { body }) => this.tokens.create(proof, body.personId, body.label, body.expiresAt),
      }),
      operation({
        id: 'tokens.list',
        method: 'get',
        path: '/tokens',
        summary: 'Tokens: an administrator sees all of the school, everybody else their own',
        response: z.object({ tokens: z.array(tokenSchema) }),
        run: async ({ proof }) => ({
          tokens: (await this.tokens.list(proof)).map((token) => ({
            ...token,
            createdAt: token.createdAt.toISOString(),
            expiresAt: token.expiresAt.toISOString(),
            revokedAt: token.revokedAt?.toISOString() ?? null,
          })),
        }),
      }),
      operation({
        id: 'tokens.revoke',
        method: 'post',
        path: '/tokens/{id}/revoke',
        summary: 'Revoke a token: it opens nothing from now on',
        params: idParam,
        response: z.object({ revoked: z.boolean() }),
        run: async ({ proof }, { params }) => {
          await this.tokens.revoke(proof, params.id);
          return { revoked: true };
        },
      }),
    ];
  }
}
