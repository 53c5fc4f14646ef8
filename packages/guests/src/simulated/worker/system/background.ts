import type { BackgroundRecord } from '../../protocol.ts'
import { finish, runWords, statusOf } from '../shell/execute.ts'
import { Shell } from '../shell/shell.ts'
import { setDefaults } from './login.ts'
import type { Machine } from './machine.ts'
import { NullFile } from './open-file.ts'
import type { Process } from './process.ts'

/**
 * Servers that were started from a shell (`nohup server &`, a line of user data) and only wait for connections: noted as they were
 * called when the guest is parked, and called so again when it wakes.
 */
export class Background {
  readonly #machine: Machine
  readonly #kept: readonly BackgroundRecord[]
  #told = ''

  constructor(machine: Machine, kept: readonly BackgroundRecord[]) {
    this.#machine = machine
    this.#kept = kept
    this.#told = JSON.stringify(kept)
  }

  /** Whether nothing runs that parking would end: services' and such servers, and who waits for them alone. */
  get everyoneWaits(): boolean {
    const { living } = this.#machine.processes
    const servers = new Set(this.#servers.flatMap(({ pids }) => pids))
    return living.every((process) =>
      process.dormant
        ? process.unit !== undefined || servers.has(process.pid)
        : process.unit === undefined && isWaiting(process, living),
    )
  }

  get records(): readonly BackgroundRecord[] {
    return this.#servers
  }

  /** Tells of the servers what has changed since it was told last. */
  tell(): void {
    const now = JSON.stringify(this.#servers)
    if (now === this.#told) return
    this.#told = now
    this.#machine.units.changed()
  }

  get #servers(): readonly BackgroundRecord[] {
    const { living } = this.#machine.processes
    const own = living.filter((process) => process.dormant && process.unit === undefined)
    const isChild = (process: Process): boolean => own.some(({ pid }) => pid === process.ppid)
    return own
      .filter((process) => !isChild(process))
      .flatMap((process) => {
        const children = own.filter(({ ppid }) => ppid === process.pid).map(({ pid }) => pid)
        return recordOf(process, children) ?? []
      })
  }

  /** Starts again what ran before the nap, and waits until it serves. */
  async resume(): Promise<void> {
    for (const record of this.#kept) await this.#resumeOne(record)
  }

  async #resumeOne(record: BackgroundRecord): Promise<void> {
    const { processes } = this.#machine
    const [pid, ...others] = record.pids
    const { uid, gid, groups } = record
    await processes.replay(record.forked ? record.pids : others, async () => {
      const process = processes.start(
        record.words,
        { uid, gid, groups },
        undefined,
        record.forked ? undefined : pid,
      )
      process.background = true
      process.resumed = true
      if (record.kept !== undefined) process.kept = record.kept
      for (const signal of record.ignored) process.ignored.add(signal)
      const end = this.#run(process, record)
      this.#machine.detach(end)
      if (record.forked) await end
      const server = pid === undefined ? undefined : processes.byPid(pid)
      await Promise.race([server?.ready, end])
    })
  }

  async #run(process: Process, record: BackgroundRecord): Promise<void> {
    const machine = this.#machine
    await machine.users.refresh()
    const shell = new Shell(machine, process, record.cwd)
    setDefaults(shell)
    shell.umask = record.umask
    for (const [name, value] of record.env) {
      const variable = shell.variables.ensure(name)
      variable.value = value
      variable.exported = true
    }
    for (const [fd, file] of record.files)
      shell.files.set(fd, file ? machine.reopen(file) : new NullFile())
    shell.replaced = true
    let status: number
    try {
      status = await runWords(shell, [record.path, ...record.words.slice(1)])
    } catch (error) {
      status = await statusOf(shell, error)
    }
    status = await finish(shell, status)
    machine.processes.end(process, status)
    shell.close()
  }
}

/** What a server would have to be called with; undefined where something that it has open cannot be had again. */
function recordOf(process: Process, children: readonly number[]): BackgroundRecord | undefined {
  const { program } = process
  if (!program) return undefined
  const files: [number, { path: string; append: boolean; position: number } | null][] = []
  for (const [fd, file] of program.files) {
    const { reopening } = file
    if (reopening === undefined) return undefined
    files.push([fd, reopening === 'null' ? null : reopening])
  }
  return {
    pids: [process.pid, ...children],
    words: [program.name, ...program.args],
    path: program.path,
    uid: process.cred.uid,
    gid: process.cred.gid,
    groups: process.cred.groups,
    cwd: program.cwd,
    umask: program.umask,
    env: [...program.env],
    files,
    ignored: [...process.ignored],
    forked: process.forked,
    ...(process.kept === undefined ? {} : { kept: process.kept }),
  }
}

/** A shell's copy or a program such as `sudo`, with nothing to do until the one it waits for ends. */
function isWaiting(process: Process, living: readonly Process[]): boolean {
  return (process.hidden || process.wraps) && living.some((child) => child.ppid === process.pid)
}
