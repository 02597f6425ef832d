/**
 * Bundles the card into one module that anywidget loads in any front end, React included: a front end may have none.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const room = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(room, '..', 'gift4code_ext', 'kernel', 'static');
const style = join(room, 'style', 'card.css');

const options = {
  bundle: true,
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  target: 'es2020'
};

await build({
  ...options,
  entryPoints: [join(room, 'src', 'widget', 'index.tsx')],
  outfile: join(out, 'card.js'),
  format: 'esm',
  define: { 'process.env.NODE_ENV': '"production"' }
});
if (existsSync(style)) {
  await build({ ...options, entryPoints: [style], outfile: join(out, 'card.css') });
}
