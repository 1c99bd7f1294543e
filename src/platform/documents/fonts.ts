import { createRequire } from 'node:module';

const PACKAGE = '@expo-google-fonts/atkinson-hyperlegible-next';
/** The weights that templates use. The pages' own font files are of a kind (woff2, variable) that Typst cannot read. */
const STYLES = ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold'];

/** Paths of the font files that are installed. Without any, Typst uses the fonts that it carries: plainer, never wrong. */
export function fontFiles(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return STYLES.flatMap((style) => {
    try {
      return [resolve(`${PACKAGE}/${style}/AtkinsonHyperlegibleNext_${style}.ttf`)];
    } catch {
      return [];
    }
  });
}
