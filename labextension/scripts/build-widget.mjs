/**
 * Bundles the card into one module that anywidget loads in any front end, React included: a front end may have none.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const room = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(room, '..', 'gift4code_ext', 'kernel', 'static');
const locale = join(room, '..', 'gift4code_ext', 'locale');
const style = join(room, 'style', 'card.css');

const options = {
  bundle: true,
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  target: 'es2020',
  charset: 'utf8' // Chinese in half the bytes
};

/** The catalogues by locale, without the texts of settings and menus. */
function catalogues() {
  return Object.fromEntries(
    readdirSync(locale).map(name => {
      const path = join(locale, name, 'LC_MESSAGES', 'gift4code.json');
      const texts = Object.entries(JSON.parse(readFileSync(path, 'utf8')));
      return [name, Object.fromEntries(texts.filter(([key]) => !key.includes('\u0004')))];
    })
  );
}

await build({
  ...options,
  entryPoints: [join(room, 'src', 'widget', 'index.tsx')],
  outfile: join(out, 'card.js'),
  format: 'esm',
  define: {
    'process.env.NODE_ENV': '"production"',
    GIFT4CODE_CATALOGUES: JSON.stringify(catalogues())
  }
});
if (existsSync(style)) {
  await build({ ...options, entryPoints: [style], outfile: join(out, 'card.css') });
}
