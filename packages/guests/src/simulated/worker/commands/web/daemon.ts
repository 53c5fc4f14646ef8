import { unlessAborted } from '../../system/gate.ts'
import { NullFile, type OpenFile } from '../../system/open-file.ts'
import type { Process } from '../../system/process.ts'
import { Call } from '../call.ts'

/** Lets a program go on in the background, as its own process, while the one that started it ends. */
export function daemonize(call: Call, run: (daemon: Call) => Promise<number>): Process {
  const { machine } = call
  const process = machine.processes.serving(call.process.argv, call.cred)
  process.unit = call.process.unit
  process.forked = true
  process.kept = call.process.kept
  process.resumed = call.process.resumed
  const files = new Map<number, OpenFile>([0, 1, 2].map((fd) => [fd, new NullFile()]))
  const daemon = new Call({
    machine,
    process,
    words: [call.name, ...call.args],
    env: call.env,
    cwd: '/',
    umask: 0o022,
    files,
    path: call.path,
  })
  const live = async (): Promise<void> => {
    const status = await run(daemon).catch(() => 1)
    machine.processes.end(process, status)
  }
  machine.detach(live())
  return process
}

/** A worker of a server: a process that only waits, and ends with its master. */
export function startWorkers(call: Call, count: number, user: string, title: string): void {
  const { machine, process } = call
  const found = machine.users.byName(user)
  for (let number = 0; number < count; number++) {
    const worker = machine.processes.serving(
      [title],
      found ? machine.users.credentials(found) : process.cred,
      process.pid,
    )
    worker.unit = process.unit
    worker.dormant = true
    worker.memoryKiB = 7_200
    process.onEnd.add(() => machine.processes.end(worker, 0))
  }
}

/** Serves until told to end; answers its exit code. */
export async function untilStopped(
  call: Call,
  signals: {
    readonly stop: readonly number[]
    readonly again: readonly number[]
    reload(): Promise<void>
  },
): Promise<number> {
  const { process, machine } = call
  const stopped = Promise.withResolvers<void>()
  process.onSignal = (signal) => {
    if (signals.stop.includes(signal)) stopped.resolve()
    else if (signals.again.includes(signal))
      machine.detach(signals.reload().then(() => machine.units.changed()))
    else return false
    return true
  }
  process.dormant = true
  process.memoryKiB = 11_300
  process.tellReady()
  await unlessAborted(stopped.promise, call.signal)
  return 0
}
