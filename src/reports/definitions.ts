import type { Definition } from './document/document.js';
import { figures } from './figures/index.js';

/** Every figure of the report with its definition in words, as they are today. A frozen report keeps its own. */
export const definitions: readonly Definition[] = figures.map(({ name, title, section, words, unit }) => ({
  ...{ id: name, name: title, section, words, unit },
}));
