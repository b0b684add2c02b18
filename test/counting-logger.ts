/** Counts the statements that TypeORM sends, and keeps them to look at. */
import type { Logger } from 'typeorm';

export class CountingLogger implements Logger {
  statements: string[] = [];

  logQuery(query: string): void {
    this.statements.push(query);
  }

  /** What was sent since the last call. */
  take(): string[] {
    return this.statements.splice(0);
  }

  logQueryError(): void {
    // A failed statement has been counted already.
  }

  logQuerySlow(): void {
    // So has a slow one.
  }

  logSchemaBuild(): void {
    // Nothing is built from entities here.
  }

  logMigration(): void {
    // Migrations are statements too.
  }

  log(): void {
    // Not a statement.
  }
}
