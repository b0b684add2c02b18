/** Asks a case's requests, and compares what two servers answer. */
import { isDeepStrictEqual } from 'node:util';
import { bodiesOf, type Case } from './cases';
import { answerOf } from './load';

const SHOWN_CHARACTERS = 300;

/** The answer to each of the case's requests, one after the other. */
export async function answersOf(url: string, asked: Case): Promise<string[]> {
  const answers: string[] = [];
  for (const body of bodiesOf(asked)) answers.push(await answerOf(url, body));
  return answers;
}

/** What is wrong with the answers: errors, or other data than expected; undefined when nothing is. */
export function difference(answers: readonly string[], expected: readonly string[]): string | undefined {
  for (const [i, text] of answers.entries()) {
    const [data, right] = [dataOf(text), dataOf(expected[i] ?? '')];
    if (data === undefined || !isDeepStrictEqual(data, right)) {
      return `its answer ${i + 1} is not that of the others: ${text.slice(0, SHOWN_CHARACTERS)}`;
    }
  }
  return undefined;
}

/** Undefined where there are errors or no data. */
function dataOf(text: string): unknown {
  try {
    const answer = JSON.parse(text) as { data?: unknown; errors?: unknown }; // any server's answer; both may lack
    return answer.errors === undefined ? (answer.data ?? undefined) : undefined;
  } catch {
    return undefined; // not JSON, such as a page that tells of a fault
  }
}
