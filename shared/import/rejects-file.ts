/** The file of rows that were not taken: written beside the import's file, and only if there are any. */
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { CodedError } from '../errors';
import { spreadsheetCell } from './csv-cell';
import type { Reject } from './reject';

const BUFFER = 65_536;

export class RejectsFile {
  private file: FileHandle | undefined;
  private text = 'line,column,value,reason\n';
  count = 0;

  /** Nothing is kept without a path; rejects are then only counted. */
  constructor(readonly path: string | undefined) {}

  /** @throws CodedError IMPORT_REJECTS when the file cannot be written */
  async add({ line, column, value, reason }: Reject): Promise<void> {
    this.count += 1;
    if (this.path === undefined) return;
    this.text += `${[String(line), column, value, reason].map(spreadsheetCell).join(',')}\n`;
    this.file ??= await this.writable(open(`${this.path}.part`, 'w'));
    if (this.text.length > BUFFER) await this.flush(this.file);
  }

  /** Writes out what is held back: to be done while the import can still come to nothing. */
  async complete(): Promise<void> {
    if (this.file !== undefined) await this.flush(this.file);
  }

  /**
   * Puts the file in place, instead of one that an earlier import of the same file left.
   * @throws CodedError IMPORT_REJECTS when it has to stay where it was written
   */
  async keep(): Promise<void> {
    if (this.path === undefined) return;
    await this.file?.close();
    try {
      if (this.file === undefined) await rm(this.path, { force: true });
      else await rename(`${this.path}.part`, this.path);
    } catch (cause) {
      const where = this.file === undefined ? 'It is of an earlier import' : `They are in ${this.path}.part`;
      throw new CodedError(
        'IMPORT_REJECTS',
        `The records were imported, ${this.count} rows rejected, but ${this.path} cannot be replaced (${String(cause)}). ${where}.`,
        { cause },
      );
    }
  }

  /** The import came to nothing: leaves no file, and an earlier one as it was. */
  async discard(): Promise<void> {
    if (this.file === undefined) return;
    await this.file.close();
    await rm(`${this.path ?? ''}.part`, { force: true });
  }

  private async flush(file: FileHandle): Promise<void> {
    await this.writable(file.writeFile(this.text));
    this.text = '';
  }

  private async writable<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (cause) {
      throw new CodedError(
        'IMPORT_REJECTS',
        `${this.path ?? ''} cannot be written (${String(cause)}), so rejected rows would be lost. ` +
          'Nothing was imported; make its folder writable, or move the file that is imported.',
        { cause },
      );
    }
  }
}
