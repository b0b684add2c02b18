/** What the page for developers is told: what there is to ask, and what the schema's words mean in both languages. */
import { type GraphQLSchema, isEnumType } from 'graphql';
import type { Audience, ExplorerSettings } from './explorer-settings';
import { type Sample, samplesFor } from './samples';

interface Words {
  readonly vi: string;
  readonly en: string;
}

export interface PageFacts {
  readonly explorer: ExplorerSettings['explorer'];
  readonly schema: Audience;
  readonly queryPlans: Audience;
  /** Systems that `/export/<system>.csv` has. */
  readonly exports: readonly string[];
  /** Whether `indicators` gives the catalogue that the page shows. */
  readonly hasCatalogue: boolean;
  /** By the enum value: `SIGNATURES` is Digital signatures, Chữ ký số. */
  readonly words: Readonly<Record<string, Words>>;
  readonly samples: readonly Sample[];
}

const NAMED = ['SourceSystem', 'UnitOfMeasure', 'Direction'];

export function pageFacts(
  schema: GraphQLSchema,
  settings: ExplorerSettings,
  exports: readonly string[],
  samples: readonly Sample[],
): PageFacts {
  return {
    explorer: settings.explorer,
    schema: settings.introspection,
    queryPlans: settings.queryPlans,
    exports,
    hasCatalogue: schema.getQueryType()?.getFields().indicators !== undefined,
    words: Object.assign({}, ...NAMED.map((name) => wordsOf(schema, name))) as PageFacts['words'],
    samples: samplesFor(schema, samples),
  };
}

/** Descriptions are written `English: more of it (tiếng Việt).` */
function wordsOf(schema: GraphQLSchema, name: string): Record<string, Words> {
  const type = schema.getType(name);
  if (!isEnumType(type)) return {};
  const entries = type.getValues().map(({ name: value, description }) => {
    const [, en = value, vi = value] = /^([^:(]+?)(?::[^(]*)? \((.+)\)\.$/s.exec(description ?? '') ?? [];
    return [value, { vi, en }] as const;
  });
  return Object.fromEntries(entries);
}
