/** Files of which only so many are read at a time: a client that reads slowly holds one for long. */
import { CodedError } from '../errors';
import type { CsvFile } from './csv-over-http';

/** @param most of all the files together; whoever asks for one more gets OVERLOADED */
export function limitedCsv(files: ReadonlyMap<string, CsvFile>, most: number): ReadonlyMap<string, CsvFile> {
  let open = 0;
  const limited = (file: CsvFile): CsvFile => ({
    name: file.name,
    open(parameters, left) {
      if (open >= most) {
        throw new CodedError('OVERLOADED', `${most} exports are being read. Try again when one has ended.`);
      }
      open++;
      left.addEventListener('abort', () => open--, { once: true });
      return file.open(parameters, left);
    },
  });
  return new Map([...files].map(([name, file]) => [name, limited(file)]));
}
