/** Writes the composed supergraph to its file: `npm run compose`. */
import { writeFileSync } from 'node:fs';
import { composeSupergraph } from './compose';
import { supergraphFile } from './file';

void composeSupergraph().then((sdl) => {
  writeFileSync(supergraphFile, sdl);
});
