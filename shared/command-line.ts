/** What the commands have in common: arguments, faults as one line, and an orderly end on a signal. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CodedError, messageOf } from './errors';

/** What `--help` is answered with, and no fault. */
class HelpAsked extends Error {}

/** @throws CodedError CONFIG_INVALID with the usage, for an option that is not known */
export function parseCommandLine<T extends ParseArgsConfig>(
  config: T,
  usage: string,
): ReturnType<typeof parseArgs<T>> {
  if ((config.args ?? process.argv.slice(2)).includes('--help')) throw new HelpAsked(`usage: ${usage}`);
  try {
    return parseArgs(config);
  } catch (cause) {
    throw new CodedError('CONFIG_INVALID', `${messageOf(cause)}\nusage: ${usage}`);
  }
}

/** Runs a command. An expected fault is printed as its code and message, and ends the process with status 1. */
export function runCommand(main: () => void | Promise<void>): void {
  // Also for what is thrown before there is a promise.
  void Promise.resolve().then(main).catch(endLater);
}

/** The process ends by itself, with what it has under way. */
function endLater(cause: unknown): void {
  if (cause instanceof HelpAsked) {
    log(cause.message);
    return;
  }
  report(cause);
  process.exitCode = 1;
}

/** Ends the process at once, with a fault that it cannot go on from. */
export function endWith(fault: CodedError): never {
  report(fault);
  process.exit(1);
}

function report(fault: unknown): void {
  console.error(fault instanceof CodedError ? `${fault.code}: ${fault.message}` : fault);
}

/** On the first SIGINT or SIGTERM stops in order; on the second at once. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      stop().then(
        () => process.exit(0),
        (cause: unknown) => {
          console.error(cause);
          process.exit(1);
        },
      );
    });
  }
}

export function log(message: string): void {
  console.log(message);
}
