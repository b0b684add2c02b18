/** The file of rows that were not taken: written beside the import's file, and only if there are any. */
import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import type { Reject } from './check-row';
import { csvCell } from './csv-cell';

export class RejectsFile {
  private stream: WriteStream | undefined;
  count = 0;

  /** Nothing is kept without a path; rejects are then only counted. */
  constructor(readonly path: string | undefined) {}

  async add({ line, column, value, reason }: Reject): Promise<void> {
    this.count += 1;
    if (this.path === undefined) return;
    if (this.stream === undefined) {
      this.stream = createWriteStream(`${this.path}.part`);
      this.stream.write('line,column,value,reason\n');
    }
    const row = [String(line), column, value, reason].map(csvCell).join(',');
    if (!this.stream.write(`${row}\n`)) await once(this.stream, 'drain');
  }

  /** Puts the file in place, instead of one that an earlier import of the same file left. */
  async keep(): Promise<void> {
    if (this.path === undefined) return;
    if (this.stream === undefined) return rm(this.path, { force: true });
    await this.close(this.stream);
    await rename(`${this.path}.part`, this.path);
  }

  /** The import came to nothing: leaves no file, and an earlier one as it was. */
  async discard(): Promise<void> {
    if (this.stream === undefined) return;
    await this.close(this.stream);
    await rm(`${this.path ?? ''}.part`, { force: true });
  }

  private async close(stream: WriteStream): Promise<void> {
    stream.end();
    await once(stream, 'close');
  }
}
