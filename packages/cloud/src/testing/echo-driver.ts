import { duplexPair, type Duplex } from 'node:stream'
import {
  TerminalRefused,
  type Guest,
  type GuestDriver,
  type Terminal,
  type TerminalOptions,
} from '@brume/guests'

/** A terminal that repeats what it is given, tells its size, and ends at Ctrl-D: for tests of what lies around guests. */
class EchoTerminal implements Terminal {
  readonly #options: TerminalOptions
  #held: string[] = []
  #isPaused = false
  #isOpen = true
  #isEnding = false

  constructor(options: TerminalOptions) {
    this.#options = options
    this.#print(`${options.user} ${options.cols}x${options.rows}\r\n`)
  }
  write(bytes: Uint8Array): void {
    const text = Buffer.from(bytes).toString()
    const flood = /^flood (\d+)\r$/.exec(text)
    if (flood) this.#print('0123456789abcde\n'.repeat(Number(flood[1]) / 16))
    else this.#print(text)
    if (text.includes('\x04')) this.#isEnding = true
  }
  resize(cols: number, rows: number): void {
    this.#print(`${cols}x${rows}\r\n`)
  }
  pause(): void {
    this.#isPaused = true
  }
  resume(): void {
    this.#isPaused = false
    this.#drain()
  }
  close(): void {
    this.#isOpen = false
  }

  #print(text: string): void {
    for (let start = 0; start < text.length; start += 32_768) {
      this.#held.push(text.slice(start, start + 32_768))
    }
    // The terminal is handed over before its first output.
    queueMicrotask(() => this.#drain())
  }
  #drain(): void {
    while (this.#isOpen && !this.#isPaused) {
      const next = this.#held.shift()
      if (next === undefined) break
      this.#options.onData(Buffer.from(next))
    }
    if (!this.#isOpen || !this.#isEnding || this.#held.length > 0) return
    this.#isOpen = false
    this.#options.onExit(0)
  }
}

/** The one port that answers, with what it is told. */
const echoPort = 7

function echo(): Duplex {
  const [near, far] = duplexPair()
  far.pipe(far)
  return near
}

/** Guests that boot at once, whose agent answers, and whose terminals echo. */
export const echoDriver: GuestDriver = {
  kind: 'simulated',
  capabilities: { realKernel: false, architectures: ['x86_64', 'arm64', 'i386'] },
  disks: {
    hasVolume: () => false,
    createVolume: () => undefined,
    resizeVolume: () => undefined,
    deleteVolume: () => undefined,
    createSnapshot: async () => ({ usedBytes: 0 }),
    copySnapshot: () => undefined,
    deleteSnapshot: () => undefined,
    batch: (fn) => fn(),
    keepOnly: () => undefined,
  },
  settle: async () => undefined,
  rests: () => true,
  close: async () => undefined,
  start: async (_spec, host): Promise<Guest> => {
    host.on({ type: 'ready' })
    return {
      activity: 0,
      reboot: async () => undefined,
      stop: async () => undefined,
      discard: () => undefined,
      crash: () => undefined,
      fillDisk: () => undefined,
      consoleOutput: () => new Uint8Array(),
      agentVersion: () => '3.3.2299.0',
      attachDisk: () => undefined,
      detachDisk: () => undefined,
      holdsDisk: () => false,
      metrics: () => ({
        sinceMs: 0,
        untilMs: 0,
        cpuPercent: 0,
        networkInBytes: 0,
        networkOutBytes: 0,
        diskReadBytes: 0,
        diskWriteBytes: 0,
      }),
      resizeDisk: () => undefined,
      openTerminal: async (options) => new EchoTerminal(options),
      openSerialConsole: async (options) => new EchoTerminal({ ...options, user: 'ttyS0' }),
      serialConsoleInUse: () => false,
      connect: async ({ port }) => (port === echoPort ? echo() : { unreachable: 'refused' }),
      forwards: () => false,
      receive: () => undefined,
      changeInterfaces: () => undefined,
      listens: (port) => port === echoPort,
      execute: async () => {
        throw new TerminalRefused('This guest runs no programs.')
      },
    }
  },
}
