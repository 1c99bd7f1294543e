import { z } from 'zod';
import { Download, Refused } from '../../api/index.js';
import { capital, file, get, goTo, json, paths, post, show, view } from '../../web/index.js';
import type { PageModel } from '../../web/index.js';

interface FilePageModel extends PageModel {
  readonly state: 'ready' | 'making' | 'failed' | 'wanted';
  readonly progress: {
    readonly label: string;
    readonly done: number;
    readonly total: number;
    readonly words: string;
    readonly url: string;
    readonly finished: boolean;
  };
  readonly name: string;
  readonly size: string;
  readonly content: string;
  readonly action: string;
}

const fileView = view<FilePageModel>('reports/web/file.njk');
const state = z.object({
  state: z.enum(['ready', 'making', 'failed']),
  done: z.int(),
  of: z.int(),
  name: z.string().nullable(),
  bytes: z.int().nullable(),
});

/** Asks for the file; one that is there already is downloaded at once. */
export const wantFile = post(paths.impactFile, async (visit) => {
  const { params } = visit;
  const answer = state.parse(await visit.tell('reports.makeFile', { params }));
  return goTo(answer.state === 'ready' ? paths.impactFileContent.to(params) : paths.impactFile.to(params));
});

export const filePage = get(paths.impactFile, async (visit) => {
  const { params } = visit;
  const now = await stateOf(() => visit.ask('reports.fileState', state, { params }));
  const words = now ? `${now.done} of ${now.of || 1} steps` : '';
  if (visit.wantsJson)
    return json({ done: now?.done ?? 0, total: now?.of ?? 1, words, finished: now?.state !== 'making' });
  return show(fileView, {
    title: `The report as ${params.format.toUpperCase()}`,
    back: { href: paths.impactReport.to({ id: params.id }), text: 'Impact report' },
    state: now?.state ?? 'wanted',
    progress: {
      ...{
        label: 'Your file is being made',
        done: now?.done ?? 0,
        total: now?.of ?? 1,
        words: capital(words),
      },
      ...{ url: paths.impactFile.to(params), finished: now?.state !== 'making' },
    },
    name: now?.name ?? '',
    size: now?.bytes ? `${Math.max(1, Math.round(now.bytes / 1000))} KB` : '',
    content: paths.impactFileContent.to(params),
    action: paths.impactFile.to(params),
  });
});

export const fileContent = get(paths.impactFileContent, async (visit) => {
  const { kept } = {
    kept: await visit.ask('reports.download', z.instanceof(Download), { params: visit.params }),
  };
  return file(kept.name, kept.mediaType, kept.content);
});

/** Null where nobody has asked for it yet. */
async function stateOf<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Refused && error.code === 'not-wanted') return null;
    throw error;
  }
}
