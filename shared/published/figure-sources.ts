/** The texts that figures and targets are quoted from. */
import { CodedError } from '../errors';
import type { FigureSource } from '../kpi/published-figure';
import { parseDay } from '../period/day';
import { readDataFile } from '../reference/data-file';

/** By id. */
export const figureSources: ReadonlyMap<string, FigureSource> = new Map(
  readDataFile('shared', 'published', 'sources.csv').map((row) => [
    row.text('id'),
    {
      id: row.text('id'),
      title: row.text('title'),
      publisher: row.optional('publisher'),
      publishedOn: row.parsed('published_on', parseDay),
    },
  ]),
);

/** @throws CodedError REFERENCE_INVALID when there is no such text */
export function figureSource(id: string): FigureSource {
  const source = figureSources.get(id);
  if (source === undefined) throw new CodedError('REFERENCE_INVALID', `No source text has the id "${id}".`);
  return source;
}
