/** Units in a caller's reach. Subgraphs are told them in a header, which holds neither every letter nor any number of them. */
import { codeLists } from '../../shared/units/unit';

/** Twice as many as there are in both code lists of a province; they fit into the head of a request beside all else. */
const MOST_UNITS = 500;

const UNIT_ID = new RegExp(`^(?:${codeLists.join('|').toLowerCase()})\\.\\d{1,8}$`);

/** Undefined where all can be units; otherwise what is wrong, as the rest of a sentence. */
export function faultOfUnits(units: readonly string[]): string | undefined {
  const wrong = units.find((unit) => !UNIT_ID.test(unit));
  if (wrong !== undefined) {
    return `${JSON.stringify(wrong.slice(0, 80))}, which is no unit's id. Expected a code list and a code, such as vn2004.27.`;
  }
  return units.length > MOST_UNITS
    ? `${units.length} units. Expected at most ${MOST_UNITS}: name the units that they are in.`
    : undefined;
}
