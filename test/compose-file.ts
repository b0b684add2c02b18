/** docker-compose.yml as the tests read it. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { projectFile } from '../shared/project-root';

export interface ComposeService {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

export const composeText = readFileSync(projectFile('docker-compose.yml'), 'utf8');

/** Anchors and merge keys resolved; checked against the Compose specification in its own test. */
export const composeFile = parse(composeText, { merge: true }) as {
  readonly services: Readonly<Record<string, ComposeService>>;
};

/** The services that run this product's own code. */
export const ownServices = Object.entries(composeFile.services).filter(
  ([, { image }]) => image === undefined,
);
