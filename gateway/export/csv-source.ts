/** Where the gateway gets a system's CSV from: by a call in this process, or from the subgraph over HTTP. */
import { CodedError } from '../../shared/errors';
import type { CsvFile, CsvPieces } from '../../shared/http/csv-over-http';
import { InvalidInput } from '../../shared/period/invalid-input';
import type { RunningSubgraph } from '../../shared/subgraph/running-subgraph';
import { STANDARD_SETTINGS } from '../execution/subgraph-settings';
import { assertAnswer } from '../execution/subgraph-client';

/** Those that have KPIs, by name. */
export function csvsInProcess(subgraphs: readonly RunningSubgraph[]): Map<string, CsvFile> {
  const files = subgraphs.flatMap(({ name, export: open }) =>
    open === undefined ? [] : [[name, { name: fileName(name), open }] as const],
  );
  return new Map(files);
}

/**
 * @param url where the subgraph answers GraphQL; its CSV is beside it
 * @param timeoutMs until its first line must be there
 */
export function csvOverHttp(name: string, url: string, timeoutMs = STANDARD_SETTINGS.timeoutMs): CsvFile {
  const open: CsvFile['open'] = async (parameters, left) => {
    const source = new URL('export.csv', url);
    source.search = parameters.toString();
    try {
      return await piecesOf(await headOf(source, left, timeoutMs));
    } catch (cause) {
      if (cause instanceof InvalidInput) throw cause;
      if (!left.aborted) console.error(`${name} does not answer:`, cause);
      throw new CodedError(
        'SUBGRAPH_UNAVAILABLE',
        `The system "${name}" does not answer, so it cannot be exported now. Try again later.`,
      );
    }
  };
  return { name: fileName(name), open };
}

function fileName(system: string): string {
  return `${system}.csv`;
}

/** Only the head is waited for; the body takes as long as the client does. */
async function headOf(source: URL, left: AbortSignal, timeoutMs: number): Promise<Response> {
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort();
  }, timeoutMs);
  try {
    // Compressed it would be held back on the way, which is short anyway.
    const headers = { 'accept-encoding': 'identity' };
    return await fetch(source, { headers, signal: AbortSignal.any([left, late.signal]) });
  } finally {
    clearTimeout(timer);
  }
}

async function piecesOf(response: Response): Promise<CsvPieces> {
  if (response.ok && response.body !== null) return response.body;
  if (response.status === 400) {
    const answer: unknown = await response.json();
    assertAnswer(answer);
    const refusal = answer.errors?.at(0);
    if (refusal?.extensions?.code === 'BAD_USER_INPUT') throw new InvalidInput(refusal.message);
  }
  throw new TypeError(`HTTP ${response.status} without CSV`);
}
