/** How much CPU a process and its descendants took so far, from Linux's /proc. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** The kernel's unit for CPU times. */
const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

interface ProcessTimes {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

/** User and system time together. */
export function cpuMilliseconds(pid: number): number {
  const all = readdirSync('/proc').flatMap((name) =>
    /^\d+$/.test(name) ? (timesOf(Number(name)) ?? []) : [],
  );
  const ticks = familyOf(pid, all).reduce((sum, member) => sum + member.ticks, 0);
  return (ticks * 1000) / ticksPerSecond;
}

function familyOf(pid: number, all: readonly ProcessTimes[]): ProcessTimes[] {
  const children = all.filter(({ parent }) => parent === pid);
  return [...all.filter((one) => one.pid === pid), ...children.flatMap((child) => familyOf(child.pid, all))];
}

/** See proc(5): after the command's name in parentheses come state, parent, …, utime and stime as fields 14 and 15. */
function timesOf(pid: number): ProcessTimes | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return undefined; // it ended meanwhile
  }
}
