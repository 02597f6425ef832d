/** Removes what a build makes, so that nothing of an earlier one is packed. */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const room = dirname(dirname(fileURLToPath(import.meta.url)));
for (const made of ['lib', '../gift4code_ext/labextension', '../gift4code_ext/kernel/static']) {
  rmSync(join(room, made), { recursive: true, force: true });
}
