import { Call } from '../commands/call.ts'
import { programOf } from '../commands/program-file.ts'
import { daemons } from '../commands/daemons.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { reasonOf } from '../vfs/errors.ts'
import { defaultPath } from './login.ts'
import type { Machine } from './machine.ts'
import { CollectingFile, NullFile, type OpenFile } from './open-file.ts'
import { Killed, type Process } from './process.ts'

/** What became of a unit's program. */
export interface UnitProgram {
  readonly process: Process
  /** It serves (`true`), or ended before it did. */
  readonly ready: Promise<boolean>
  /** Its exit code. */
  readonly end: Promise<number>
}

/** Runs the program of a unit's `ExecStart`, if it is one that serves here; others only count as running. */
export async function startUnitProgram(
  machine: Machine,
  unit: { readonly name: string; readonly path: string },
  pid: number,
): Promise<UnitProgram | undefined> {
  const { vfs } = machine
  const text = await vfs.readText(unit.path, rootCredentials).catch(() => '')
  const words = (/^ExecStart=[-@:+!]*(.*)$/m.exec(text)?.[1] ?? '').trim().split(/\s+/)
  const [path = ''] = words
  const file = vfs.peek(path, rootCredentials)
  const head = Buffer.from(
    (await file?.content?.read(0, 512, vfs.fetch)) ?? new Uint8Array(0),
  ).toString('latin1')
  const run = daemons[programOf(head) ?? '']
  if (!run) return undefined
  const process = machine.processes.start(words, rootCredentials, undefined, pid)
  // The unit's own row stands for it.
  process.hidden = true
  const errors = new CollectingFile(64 * 1024)
  const files = new Map<number, OpenFile>([
    [0, new NullFile()],
    [1, new NullFile()],
    [2, errors],
  ])
  const env = new Map([['PATH', defaultPath(machine.facts, 0)]])
  const call = new Call({ machine, process, words, env, cwd: '/', umask: 0o022, files, path })
  const { promise: ready, resolve } = Promise.withResolvers<boolean>()
  const end = (async (): Promise<number> => {
    let status: number
    try {
      status = await run(call, () => {
        process.dormant = true
        resolve(true)
      })
    } catch (error) {
      if (error instanceof Killed) status = 0
      else {
        status = 1
        await call.err(`${reasonOf(error)}\n`)
      }
    }
    resolve(false)
    machine.processes.end(process, status)
    for (const line of errors.bytes().toString().split('\n').filter(Boolean))
      await machine.log(call.name, line, process.pid)
    return status
  })()
  machine.detach(end)
  return { process, ready, end }
}
