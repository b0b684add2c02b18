/** `/export/<system>.csv`: all KPIs of a system that the parameters select, however many. */
import { answerCsv, type CsvFile } from '../../shared/http/csv-over-http';
import type { OtherPaths } from '../../shared/http/graphql-over-http';
import { refuse } from '../../shared/http/refuse';

/** @param systems each system's CSV, by the system's name */
export function exportPath(systems: ReadonlyMap<string, CsvFile>): OtherPaths {
  return async (request, response, { pathname, search }) => {
    const system = /^\/export\/([^/]+)\.csv$/.exec(pathname)?.[1];
    if (system === undefined) return false;
    const file = systems.get(system);
    if (file !== undefined) await answerCsv(request, response, search, file);
    else {
      const known = [...systems.keys()].join(', ');
      const message = `There is no system "${system}" to export. Expected one of ${known}.`;
      refuse(response, { status: 404, code: 'BAD_USER_INPUT', message });
    }
    return true;
  };
}
