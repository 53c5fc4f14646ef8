import type { Machine } from '../system/machine.ts'
import { rootCredentials } from '../vfs/inode.ts'

/** A job of `at` as it lies in the spool. */
export interface AtJob {
  readonly number: number
  readonly atMs: number
  /** `a` of `at`, `b` of `batch`, `=` while it runs. */
  readonly queue: string
  readonly uid: number
  readonly path: string
}

/** Where jobs are kept: readable by nobody but the daemon. */
export function atSpool(machine: Machine): string {
  return machine.facts.family === 'debian' ? '/var/spool/cron/atjobs' : '/var/spool/at'
}

/** Jobs by when they are due; a file's name says queue, number and minute: `a0000101a5e8c1`. */
export function atJobs(machine: Machine): AtJob[] {
  const spool = machine.vfs.peek(atSpool(machine), rootCredentials)
  const jobs: AtJob[] = []
  for (const [name, inode] of spool?.children ?? []) {
    const [, queue, number, minute] = /^([a-zA-Z=])([0-9a-f]{5})([0-9a-f]{8})$/.exec(name) ?? []
    if (queue === undefined || number === undefined || minute === undefined) continue
    jobs.push({
      number: Number.parseInt(number, 16),
      atMs: Number.parseInt(minute, 16) * 60_000,
      queue,
      uid: inode.uid,
      path: `${atSpool(machine)}/${name}`,
    })
  }
  return jobs.sort((a, b) => a.atMs - b.atMs || a.number - b.number)
}

export function atJobName(queue: string, number: number, atMs: number): string {
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
  return `${queue}${hex(number, 5)}${hex(Math.floor(atMs / 60_000), 8)}`
}
