import { parentPort, workerData } from 'node:worker_threads'
import type { Numbered, ToWorker, WorkerStart } from '../protocol.ts'
import { firstBoot } from './cloud-init/first-boot.ts'
import { Outside } from './outside.ts'
import { Machine } from './system/machine.ts'
import { TerminalSession } from './tty/terminal-session.ts'

const port = parentPort
if (!port) throw new Error('This runs in a worker thread only')
const start: WorkerStart = workerData
const outside = new Outside(port, start.nowMs)
const machine = new Machine(start, outside)
const sessions = new Map<number, TerminalSession>()
let handled = 0
let reported = -1
let reporting = false
let starting = true

/** How long, of the account's time, a running program's writes may wait for the disk. */
const flushEveryMs = 1_000
let flushArmed = false

function isParkable(): boolean {
  return (
    !starting &&
    sessions.size === 0 &&
    machine.processes.living.length === 0 &&
    machine.vfs.changed.size === 0
  )
}

/** Once the loop has nothing left to do, says so: every message up to now is dealt with. */
function reportRest(): void {
  if (reporting) return
  reporting = true
  setImmediate(() => {
    reporting = false
    if (outside.busy) return
    if (
      sessions.size === 0 &&
      machine.processes.living.length === 0 &&
      machine.vfs.changed.size > 0
    )
      machine.flush()
    const parkable = isParkable()
    if (handled === reported && !parkable) return
    reported = handled
    outside.post({ type: 'quiet', number: handled, parkable })
  })
}

function handle(message: ToWorker): void {
  switch (message.type) {
    case 'open': {
      const session = new TerminalSession(machine, message)
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

async function flushLater(signal: AbortSignal): Promise<void> {
  await outside.sleepUntil(outside.now() + flushEveryMs, signal)
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
machine.onRest = reportRest

port.on('message', ({ number, message }: Numbered) => {
  handle(message)
  handled = number
  reportRest()
})

const ready = outside
  .working(() => firstBoot(machine, start))
  .finally(() => {
    starting = false
    machine.units.begin()
    machine.units.changed()
    machine.flush()
    reportRest()
  })
