import type { z } from 'zod';
import type { Visitor } from './visitor.js';
import type { Draft, Typed } from './drafts/drafts.js';
import type { Flash } from './flash.js';
import type { Params, Path } from './path.js';
import type { Fields } from './forms/fields.js';
import type { PageModel, View } from './view/view.js';

/** What an operation is given: path parameters, query and body, still unchecked (the operation's own schemas check). */
export interface Asked {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** What a command is given beside that. */
export interface Told extends Asked {
  /** From the form's hidden field: the same form sent twice does it once. */
  readonly key?: string;
  /** From the form's hidden field: refused when the record has moved on since the page was shown. */
  readonly expectedRevision?: number;
}

/** Somebody at a page. Everything goes through the operations of the API, which check and permit. */
export interface Visit<P extends string = never> {
  readonly visitor: Visitor;
  readonly params: Readonly<Record<P, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** What a form sent; empty for a page that is only looked at. */
  readonly fields: Fields;
  /** The address of this visit, and of the page whose form was sent. */
  readonly address: string;
  readonly cameFrom: string;
  /** For the page's own script. */
  readonly wantsJson: boolean;
  /** What this person is typing. */
  readonly drafts: {
    read(form: string): Promise<Draft | null>;
    save(form: string, fields: Typed): Promise<string>;
    forget(form: string): Promise<void>;
  };
  /** The engine's time, ISO 8601 UTC. */
  now(): Promise<string>;
  /**
   * Reads by an operation. `answer` says which part of the answer the page needs; the rest is left out.
   * Throws what the operation throws: the error page knows it.
   */
  ask<S extends z.ZodType>(operation: string, answer: S, asked?: Asked): Promise<z.output<S>>;
  /** Does something by an operation, once per form. */
  tell(operation: string, told?: Told): Promise<unknown>;
}

/** A view with its model. */
export interface Shown {
  readonly kind: 'show';
  readonly template: string;
  readonly model: PageModel;
  readonly status: number;
}

/** What comes of a visit. */
export type Reply =
  | Shown
  | { readonly kind: 'goTo'; readonly address: string; readonly flash?: Flash }
  | { readonly kind: 'file'; readonly name: string; readonly type: string; readonly content: string | Buffer }
  | { readonly kind: 'json'; readonly body: object };

/** One page, or what a form of it sends. */
export interface Page {
  readonly method: 'get' | 'post';
  readonly pattern: string;
  readonly run: (visit: Visit<string>) => Promise<Reply>;
}

type Work<P extends string> = (visit: Visit<Params<P>>) => Promise<Reply>;

/** A page: `get(paths.record, async (visit) => show(recordView, present(await visit.ask(...))))`. */
export function get<P extends string>(path: Path<P>, run: Work<P>): Page {
  return { method: 'get', pattern: path.pattern, run: run as Page['run'] };
}

/** What a form sends. Ends in `goTo` when it went well (Post-Redirect-Get). */
export function post<P extends string>(path: Path<P>, run: Work<P>): Page {
  return { method: 'post', pattern: path.pattern, run: run as Page['run'] };
}

/** Shows a view with its model. */
export function show<M extends PageModel>(view: View<M>, model: M, status = 200): Shown {
  return { kind: 'show', template: view.template, model, status };
}

/** Sends the browser on, with a message that is shown once. */
export function goTo(address: string, flash?: Flash): Reply {
  return { kind: 'goTo', address, flash };
}

/** A download. `type` is a media type. */
export function file(name: string, type: string, content: string | Buffer): Reply {
  return { kind: 'file', name, type, content };
}

/** For the page's own script. */
export function json(body: object): Reply {
  return { kind: 'json', body };
}
