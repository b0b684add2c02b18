/** Reads for one request, and notes of which release each statement has read. */
import { type Queryable, rowsOf } from '../database/rows';
import { CoverageMemory, type SystemCoverage } from './system-coverage';

/** Whether all that a request has read is of one state of the figures. */
export class ReleaseCheck {
  private first: string | undefined;
  private differs = false;

  note(release: string): void {
    this.first ??= release;
    if (release !== this.first) this.differs = true;
  }

  get isMixed(): boolean {
    return this.differs;
  }

  /** Undefined before anything was read. */
  get release(): string | undefined {
    return this.first;
  }
}

/** A row of a statement that gives the state in a row of its own, where all else is null. */
export interface StateRow {
  readonly state: string | null;
}

interface Read<T> {
  readonly rows: T[];
  readonly covered: SystemCoverage;
}

export class RequestReader {
  readonly releases = new ReleaseCheck();

  /** @param memory one for a system spares most of the reading */
  constructor(
    private readonly database: Queryable,
    private readonly memory = new CoverageMemory(),
  ) {}

  /**
   * @param sql gives STATE as `state` in a row of its own
   * @param parameters from $2 on
   */
  async read<T extends StateRow>(sql: string, parameters: readonly unknown[]): Promise<Read<T>> {
    const { known } = this.memory;
    const rows = await rowsOf<T>(this.database, sql, [known.release, ...parameters]);
    const state = rows.find((row) => row.state !== null)?.state;
    if (state == null) throw new TypeError('A database that has been opened has a state.');
    const covered = this.memory.read(state, known);
    this.releases.note(covered.release);
    return { rows, covered };
  }
}
