import { parentPort, workerData } from 'node:worker_threads'
import type { Batch, ToWorker, WorkerStart } from '../protocol.ts'
import { firstBoot } from './cloud-init/first-boot.ts'
import { SocketFile } from './net/socket-file.ts'
import { Outside } from './outside.ts'
import { Execution } from './system/execute.ts'
import { Machine } from './system/machine.ts'
import { GettySession } from './tty/getty.ts'
import { TerminalSession } from './tty/terminal-session.ts'

const port = parentPort
if (!port) throw new Error('This runs in a worker thread only')
const start: WorkerStart = workerData
const outside = new Outside(port, start)
const machine = new Machine(start, outside)
const sessions = new Map<number, TerminalSession | GettySession>()
const executions = new Map<number, Execution>()
let handled = 0
let reported = -1
let reporting = false
let starting = true
/** Resolves when for the first time nothing can go on without news from outside. */
const rested = Promise.withResolvers<void>()

/** How long, of the account's time, a running program's writes may wait for the disk. */
const flushEveryMs = 1_000
let flushArmed = false

/** Nothing runs that parking would end. */
function isIdle(): boolean {
  return (
    sessions.size === 0 &&
    executions.size === 0 &&
    outside.streams.size === 0 &&
    machine.network.connections.length === 0 &&
    !machine.units.busy &&
    !machine.timers.busy &&
    machine.background.everyoneWaits
  )
}

let reportedDemand = 0
let reportedRead = 0
let reportedWritten = 0

/** What the guest uses, if that has changed. */
function reportUsage(): void {
  const demand = machine.scheduler.busy
  const cpuMs = machine.scheduler.takeUsed()
  const bytesRead = outside.bytesRead - reportedRead
  const bytesWritten = machine.bytesWritten - reportedWritten
  if (demand === reportedDemand && cpuMs < 1 && bytesRead === 0 && bytesWritten === 0) return
  reportedDemand = demand
  reportedRead += bytesRead
  reportedWritten += bytesWritten
  outside.post({ type: 'usage', atMs: outside.now(), demand, cpuMs, bytesRead, bytesWritten })
}

/** Once the loop has nothing left to do, says so: every message up to now is dealt with. */
function reportRest(): void {
  if (reporting) return
  reporting = true
  setImmediate(sayRest)
}

function sayRest(): void {
  if (!reporting) return
  reporting = false
  if (outside.busy) return
  if (!outside.asking) rested.resolve()
  const idle = !starting && isIdle()
  if (idle) machine.background.tell()
  if (idle && machine.dirty) machine.flush()
  const parkable = idle && !machine.dirty
  if (handled === reported && !parkable) return
  reported = handled
  reportUsage()
  outside.post({ type: 'quiet', number: handled, parkable })
}

function handle(message: ToWorker): void {
  switch (message.type) {
    case 'open': {
      const session = message.serial
        ? new GettySession(machine, message)
        : new TerminalSession(machine, message)
      sessions.set(message.terminal, session)
      machine.detach(
        ready
          .then(() => session.run())
          .then(
            (code) => finish(message.terminal, code),
            () => finish(message.terminal, 255),
          ),
      )
      return
    }
    case 'input':
      sessions.get(message.terminal)?.tty.input(message.bytes)
      return
    case 'resize':
      sessions.get(message.terminal)?.tty.resize(message.cols, message.rows)
      return
    case 'hangup':
      sessions.get(message.terminal)?.hangUp()
      return
    case 'taken':
      sessions.get(message.terminal)?.tty.taken(message.bytes)
      return
    case 'accept': {
      const { stream, to } = message
      const answer = (): void => {
        const open = machine.network.accept(() => {
          outside.post({ type: 'accepted', stream, open: true })
          return outside.connection(stream)
        }, to)
        if (!open) outside.post({ type: 'accepted', stream, open: false })
      }
      machine.detach(ready.then(answer))
      return
    }
    case 'execute':
      machine.detach(execute(message))
      return
    case 'kill':
      executions.get(message.process)?.kill(message.signal)
      return
    case 'frame':
      outside.received(message.stream, message.frame)
      return
    case 'fire':
      outside.fired(message.timer, message.nowMs)
      return
    case 'answer':
      outside.answered(message.ask, message.nowMs, message.answer)
      return
    case 'flush':
      machine.flush()
      outside.post({ type: 'flushed', flush: message.flush })
      return
    case 'shutdown':
      machine.processes.signalAll(15)
      setImmediate(() => {
        machine.flush()
        outside.post({ type: 'flushed', flush: message.flush })
      })
      return
    case 'attach':
      machine.attachDisk(message.disk)
      return
    case 'detach':
      machine.detachDisk(message.volumeId)
      return
    case 'interfaces':
      machine.changeInterfaces(message.interfaces)
      return
    case 'datagram': {
      const { datagram } = message
      outside.traffic.networkIn += datagram.bytes.length
      machine.detach(ready.then(() => machine.network.receive(datagram)))
      return
    }
    case 'resize-disk':
      machine.resizeDisk(message.volumeId, message.sizeGiB)
      return
    case 'fill-disk':
      machine.detach(ready.then(() => machine.fillDisk(message.volumeId, message.full)))
      return
    case 'ping':
      outside.post({ type: 'pong' })
  }
}

function finish(terminal: number, code: number): void {
  sessions.delete(terminal)
  machine.flush()
  outside.post({ type: 'exit', terminal, code })
  reportRest()
}

async function execute({
  process,
  options,
  streams,
}: Extract<ToWorker, { type: 'execute' }>): Promise<void> {
  const execution = new Execution(machine, options)
  executions.set(process, execution)
  const ends = [streams.stdin, streams.stdout, streams.stderr].map((number) =>
    outside.streams.open(number),
  )
  const files = new Map(ends.map((stream, fd) => [fd, new SocketFile(stream)]))
  // Each is used in one direction only.
  files.get(0)?.finish()
  for (const stream of ends.slice(1)) stream.resume()
  await ready
  const end = await execution.run(files).catch(() => ({ code: 255 }))
  for (const file of files.values()) file.release()
  ends[0]?.destroy()
  executions.delete(process)
  outside.post({ type: 'ended', process, ...end })
  reportRest()
}

async function flushLater(signal: AbortSignal): Promise<void> {
  await outside.sleepUntil(outside.now() + flushEveryMs, signal, { housekeeping: true })
  flushArmed = false
  machine.flush()
  reportRest()
}

machine.vfs.onChange = () => {
  if (flushArmed || starting) return
  flushArmed = true
  // A long-running program's files are written out while it runs; at its end they are anyway.
  const never = new AbortController().signal
  void flushLater(never)
}
outside.onRest = reportRest
outside.beforeSend = sayRest
machine.onRest = reportRest

port.on('message', ({ messages, upTo, nowMs }: Batch) => {
  outside.heard(nowMs)
  for (const message of messages) handle(message)
  handled = upTo
  reportRest()
})

/** Services come up; one that takes its time does not keep anybody from logging in. */
async function begin(): Promise<void> {
  const runUserData = await outside.working(() => firstBoot(machine, start))
  const up = machine.units.begin()
  machine.detach(up)
  await Promise.race([up, rested.promise])
  starting = false
  for (const { volumeId, full = false } of start.disks) machine.fillDisk(volumeId, full)
  runUserData?.()
  machine.units.changed()
  machine.flush()
  reportRest()
}

const ready = begin()
