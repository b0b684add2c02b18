/** `npm run codegen`: types for the sample client's operations, from the schema that clients see. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { printSchema } from 'graphql';

const root = join(__dirname, '..', '..');
const supergraph = readFileSync(join(root, 'gateway/supergraph/supergraph.graphql'), 'utf8');

const config: CodegenConfig = {
  schema: printSchema(Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema()),
  documents: join(__dirname, 'district-feedback.ts'),
  generates: {
    [`${join(__dirname, 'graphql')}/`]: {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        strictScalars: true,
        useTypeImports: true,
        scalars: { Period: 'string', Date: 'string', DateTime: 'string' },
      },
    },
  },
};

export default config;
