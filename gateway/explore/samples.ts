/** Operations to begin with: each a `.graphql` file that says in its first lines what it asks, and its variables beside it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { CodedError } from '../../shared/errors';
import { projectFile } from '../../shared/project-root';

export interface Sample {
  /** The file's name: `districts-against-targets`. */
  readonly id: string;
  /** The question that it asks. */
  readonly title: { readonly vi: string; readonly en: string };
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const FOLDER = projectFile('gateway', 'explore', 'samples');

/** In the order of their files' names, without the numbers that these begin with. @throws CodedError REFERENCE_INVALID */
export function readSamples(folder = FOLDER): Sample[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => {
      const name = file.slice(0, -'.graphql'.length);
      const document = readFileSync(join(folder, file), 'utf8');
      const title = { vi: titleIn(document, 'vi'), en: titleIn(document, 'en') };
      if (title.vi === '' || title.en === '') {
        throw new CodedError(
          'REFERENCE_INVALID',
          `${join(folder, file)} does not say what it asks. Expected lines "# vi: …" and "# en: …".`,
        );
      }
      const variables = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Sample['variables'];
      return { id: name.replace(/^\d+-/, ''), title, document, variables };
    });
}

/** Those that the graph can answer: another supergraph has other fields. */
export function samplesFor(schema: GraphQLSchema, samples: readonly Sample[]): Sample[] {
  return samples.filter(({ document }) => validate(schema, parse(document)).length === 0);
}

function titleIn(document: string, language: string): string {
  return new RegExp(`^# ${language}: (.+)$`, 'm').exec(document)?.[1] ?? '';
}
