/** Removes what a build makes, so that nothing of an earlier one is packed. */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const room = dirname(dirname(fileURLToPath(import.meta.url)));
const made = ['built-from.txt', 'lib'].concat(
  ['kernel/static', 'labextension'].map(name => `../gift4code_ext/${name}`)
);
for (const path of made) {
  rmSync(join(room, path), { recursive: true, force: true });
}
