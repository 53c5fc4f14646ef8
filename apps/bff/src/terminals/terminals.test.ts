import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { TerminalCommand, TerminalNotice } from '@brume/console-api'
import {
  SessionRegistry,
  socketTransport,
  systemClock,
  type Clock,
  type Program,
  type ProgramHost,
} from '@brume/session-channel'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { overSessionManager } from './make-remote.ts'
import type { SessionCalls } from './session-calls.ts'
import type { HostedTerminal } from './terminal.ts'
import { TerminalRegistry } from './terminals.ts'

const until = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: 60_000, interval: 5 })

/** An agent whose terminals echo, and flood when told to. */
class EchoProgram implements Program {
  readonly host: ProgramHost
  input = Buffer.alloc(0)
  #sizes: string[] = []
  #leftBytes = 0
  #isPaused = false
  #chunks: Buffer[] = []
  isClosed = false
  pauses = 0

  constructor(host: ProgramHost) {
    this.host = host
    this.#sizes.push(`${host.size.cols}x${host.size.rows}`)
  }
  get sizes(): readonly string[] {
    return this.#sizes
  }
  get received(): Buffer {
    this.input = Buffer.concat([this.input, ...this.#chunks.splice(0)])
    return this.input
  }
  write(bytes: Uint8Array): void {
    this.#chunks.push(Buffer.from(bytes))
    this.host.output(bytes)
  }
  resize({ cols, rows }: { cols: number; rows: number }): void {
    this.#sizes.push(`${cols}x${rows}`)
  }
  pause(): void {
    this.#isPaused = true
    this.pauses += 1
  }
  resume(): void {
    this.#isPaused = false
    this.#pour()
  }
  close(): void {
    this.isClosed = true
  }
  get leftBytes(): number {
    return this.#leftBytes
  }
  flood(bytes: number): void {
    this.#leftBytes = bytes
    this.#pour()
  }
  #pour(): void {
    while (!this.#isPaused && this.#leftBytes > 0) {
      const size = Math.min(this.#leftBytes, 16_384)
      this.#leftBytes -= size
      this.host.output(Buffer.from('0123456789abcd\r\n'.repeat(size / 16)))
    }
  }
}

/** A page: what it has shown so far, and whether it keeps up. */
class Page {
  readonly socket: WebSocket
  readonly notices: TerminalNotice[] = []
  closeCode: number | undefined
  keepsUp = true
  #chunks: Buffer[] = []
  #owedBytes = 0
  bytes = 0

  constructor(url: string) {
    this.socket = new WebSocket(url)
    this.socket.on('close', (code) => (this.closeCode = code))
    this.socket.on('message', (data, isBinary) => {
      const bytes = Buffer.isBuffer(data) ? data : Buffer.of()
      if (!isBinary) this.notices.push(JSON.parse(bytes.toString()))
      else {
        this.bytes += bytes.length
        this.#chunks.push(bytes)
        this.#owedBytes += bytes.length
        if (this.keepsUp) this.catchUp()
      }
    })
  }
  get text(): string {
    const all = Buffer.concat(this.#chunks)
    this.#chunks = [all]
    return all.toString()
  }
  catchUp(): void {
    this.keepsUp = true
    this.tell({ type: 'ack', bytes: this.#owedBytes })
    this.#owedBytes = 0
  }
  tell(command: TerminalCommand): void {
    this.socket.send(JSON.stringify(command))
  }
  type(text: string): void {
    this.socket.send(Buffer.from(text))
  }
}

class Bench {
  readonly programs: EchoProgram[] = []
  readonly agents: WebSocket[] = []
  readonly agent = new SessionRegistry({ clock: systemClock })
  readonly #agentServer = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  readonly #pageServer = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  readonly #pages: Page[] = []
  readonly terminals: TerminalRegistry
  #count = 0
  isReachable = true

  constructor(clock: Clock) {
    this.terminals = new TerminalRegistry({
      clock,
      maxPerOwner: 2,
      abandonedMs: 1000,
      closedMs: 500,
      failed: (error) => {
        throw error
      },
    })
    this.#agentServer.on('connection', (socket, request) => {
      this.agents.push(socket)
      this.agent.accept(
        request.url?.slice(1) ?? '',
        socketTransport(socket, { clock: systemClock, expectsPongs: false }),
      )
    })
    this.#pageServer.on('connection', (socket, request) => {
      this.terminals.find('me', request.url?.slice(1) ?? '')?.attach(socket)
    })
  }
  async ready(): Promise<void> {
    await Promise.all(
      [this.#agentServer, this.#pageServer].map((server) => once(server, 'listening')),
    )
  }
  async open(owner = 'me'): Promise<HostedTerminal> {
    return this.terminals.open({
      owner,
      connection: 'embedded',
      region: 'ap-northeast-2',
      target: { kind: 'session-manager', instanceId: 'i-0123456789abcdef0' },
      cols: 80,
      rows: 24,
      remote: overSessionManager(this.#calls(), 'i-0123456789abcdef0'),
    })
  }
  page(terminal: HostedTerminal): Page {
    const page = new Page(`${urlOf(this.#pageServer)}/${terminal.id}`)
    this.#pages.push(page)
    return page
  }
  /** Until the terminal is connected and its program runs: the agent starts that a moment later. */
  async runs(terminal: HostedTerminal): Promise<void> {
    await until(() => {
      const { state } = terminal.describe()
      if (state !== 'connected' || this.programs.length === 0) throw new Error(`still ${state}`)
    })
  }
  program(): EchoProgram {
    const program = this.programs.at(-1)
    if (program === undefined) throw new Error('no program runs')
    return program
  }
  #calls(): SessionCalls {
    const address = (ticket: { sessionId: string; tokenValue: string }) => ({
      ...ticket,
      streamUrl: `${urlOf(this.#agentServer)}/${ticket.sessionId}`,
    })
    return {
      start: async () =>
        address(
          this.agent.start({
            sessionId: `me-${(this.#count += 1)}`,
            target: 'i-0123456789abcdef0',
            service: {
              sessionType: 'Standard_Stream',
              open: async (host) => {
                const program = new EchoProgram(host)
                this.programs.push(program)
                return program
              },
            },
          }),
        ),
      resume: async (sessionId) => {
        if (!this.isReachable) throw new Error('network is down')
        const ticket = this.agent.resume(sessionId)
        return ticket && address(ticket)
      },
      terminate: async (sessionId) => void this.agent.terminate(sessionId),
      idleTimeoutMs: async () => undefined,
      dataKey: () => Promise.reject(new Error('nothing is encrypted here')),
      connect: async (streamUrl) => {
        const socket = new WebSocket(streamUrl)
        await once(socket, 'open')
        return socketTransport(socket, { clock: systemClock, expectsPongs: true })
      },
    }
  }
  async close(): Promise<void> {
    await this.terminals.close()
    for (const page of this.#pages) page.socket.terminate()
    for (const agent of this.agents) agent.terminate()
    this.#agentServer.close()
    this.#pageServer.close()
  }
}

const urlOf = (server: WebSocketServer): string =>
  `ws://127.0.0.1:${(server.address() as AddressInfo).port}`

/** Time that a test winds. */
function makeClock() {
  const due: { at: number; fn: () => void }[] = []
  let nowMs = 0
  const at = (atMs: number, fn: () => void) => {
    const entry = { at: atMs, fn }
    due.push(entry)
    return () => void (due.includes(entry) && due.splice(due.indexOf(entry), 1))
  }
  return {
    now: () => nowMs,
    at,
    after: (delayMs: number, fn: () => void) => at(nowMs + delayMs, fn),
    advance(byMs: number) {
      nowMs += byMs
      for (const entry of due.filter((each) => each.at <= nowMs)) {
        due.splice(due.indexOf(entry), 1)
        entry.fn()
      }
    },
  }
}

let clock: ReturnType<typeof makeClock>
let bench: Bench
beforeEach(async () => {
  clock = makeClock()
  bench = new Bench(clock)
  await bench.ready()
})
afterEach(() => bench.close())

describe('a terminal', () => {
  it('carries keys and output, and tells the size once', async () => {
    const terminal = await bench.open()
    const page = bench.page(terminal)
    await once(page.socket, 'open')
    page.tell({ type: 'size', cols: 120, rows: 40 })
    await until(() => expect(page.notices.at(-1)).toEqual({ type: 'state', state: 'connected' }))
    page.type('echo héllo\r')
    await until(() => expect(page.text).toContain('echo héllo\r'))
    await until(() => expect(bench.program().sizes.at(-1)).toBe('120x40'))
    page.tell({ type: 'size', cols: 120, rows: 40 })
    page.type('again')
    await until(() => expect(page.text).toContain('again'))
    expect(bench.program().sizes.filter((size) => size === '120x40')).toHaveLength(1)
    expect(terminal.describe()).toMatchObject({ state: 'connected', sessionId: 'me-1' })
  })

  it('is there after a reload, with its screen; an older page is told that it lost it', async () => {
    const terminal = await bench.open()
    const first = bench.page(terminal)
    await once(first.socket, 'open')
    first.tell({ type: 'size', cols: 80, rows: 24 })
    first.type('typed before the reload')
    await until(() => expect(first.text).toContain('typed before the reload'))
    const second = bench.page(terminal)
    await once(second.socket, 'open')
    second.tell({ type: 'size', cols: 80, rows: 24 })
    await until(() => expect(second.text).toBe('\x1bctyped before the reload'))
    await until(() => expect(first.closeCode).toBe(4001))
    second.type(' and after')
    await until(() => expect(second.text).toBe('\x1bctyped before the reload and after'))
    expect(bench.programs).toHaveLength(1)
  })

  it('restores the screen for a page that does not tell its size', async () => {
    const terminal = await bench.open()
    const page = bench.page(terminal)
    await until(() => expect(page.text).toBe('\x1bc'))
  })

  it('lives through a lost network, and says so', async () => {
    const terminal = await bench.open()
    const page = bench.page(terminal)
    await until(() => expect(page.notices.at(-1)).toMatchObject({ state: 'connected' }))
    bench.isReachable = false
    bench.agents.at(-1)?.terminate()
    await until(() => expect(page.notices.at(-1)).toMatchObject({ state: 'reconnecting' }))
    page.type('typed meanwhile')
    bench.program().host.output(Buffer.from('printed meanwhile '))
    bench.isReachable = true
    await until(() => expect(page.notices.at(-1)).toMatchObject({ state: 'connected' }))
    await until(() => expect(page.text).toContain('printed meanwhile typed meanwhile'))
  })

  it('stays readable when its shell has ended', async () => {
    const terminal = await bench.open()
    const page = bench.page(terminal)
    await bench.runs(terminal)
    page.type('last words')
    await until(() => expect(page.text).toContain('last words'))
    bench.program().host.exited(0)
    await until(() => expect(page.notices.at(-1)).toEqual({ type: 'state', state: 'closed' }))
    const later = bench.page(terminal)
    await until(() => expect(later.text).toContain('last words'))
    expect(later.notices).toEqual([{ type: 'state', state: 'closed' }])
  })

  it('ends with the session when the page says so', async () => {
    const terminal = await bench.open()
    const page = bench.page(terminal)
    await bench.runs(terminal)
    page.tell({ type: 'end' })
    await until(() => expect(bench.agent.describe()).toEqual([]))
    expect(terminal.isClosed).toBe(true)
  })

  it('closes on a page that talks nonsense', async () => {
    const terminal = await bench.open()
    const page = bench.page(terminal)
    await once(page.socket, 'open')
    page.socket.send('{"type":"size","cols":0}')
    await until(() => expect(page.closeCode).toBe(1008))
    expect(terminal.isClosed).toBe(false)
  })
})

describe('flow control', () => {
  const flood = 16 * 1024 * 1024

  it('holds the program back while the page is behind, and loses nothing', async () => {
    const terminal = await bench.open()
    const page = bench.page(terminal)
    await until(() => expect(page.text).toBe('\x1bc'))
    await bench.runs(terminal)
    page.keepsUp = false
    bench.program().flood(flood)
    await until(() => expect(page.bytes).toBeGreaterThan(512 * 1024))
    const keys = 'keys still pass '
    page.type(keys)
    await until(() => expect(bench.program().received.toString()).toBe(keys))
    // Sockets hold some megabytes between the two; the rest was never printed.
    expect(page.bytes).toBeLessThan(2 * 1024 * 1024)
    expect(bench.program().leftBytes).toBeGreaterThan(flood / 2)
    page.catchUp()
    await until(() => expect(page.bytes).toBe('\x1bc'.length + flood + keys.length))
    const shown = page.text.replace(keys, '').slice('\x1bc'.length)
    expect(shown === '0123456789abcd\r\n'.repeat(flood / 16)).toBe(true)
    expect(bench.program().pauses).toBeGreaterThan(0)
  })

  it('lets a reload in the middle of a flood see its end', async () => {
    const terminal = await bench.open()
    const first = bench.page(terminal)
    await bench.runs(terminal)
    bench.program().flood(flood)
    await until(() => expect(first.bytes).toBeGreaterThan(1024 * 1024))
    first.socket.terminate()
    const second = bench.page(terminal)
    await until(() => expect(bench.program().leftBytes).toBe(0))
    bench.program().host.output(Buffer.from('THE END'))
    await until(() =>
      expect(second.text.slice(-50)).toBe('0123456789abcd\r\n'.repeat(3).slice(-43) + 'THE END'),
    )
    expect(second.text.startsWith('\x1bc')).toBe(true)
    // Whole lines only: nothing was doubled or dropped where the restored screen meets the stream.
    const lines = second.text.slice(2, -'THE END'.length).split('\r\n')
    expect(new Set(lines)).toEqual(new Set(['0123456789abcd', '']))
  })

  it('takes a long paste that is echoed, without either side waiting for the other', async () => {
    const terminal = await bench.open()
    const page = bench.page(terminal)
    await bench.runs(terminal)
    await until(() => expect(page.text).toBe('\x1bc'))
    const paste = 'pasted line\r'.repeat(400_000)
    for (let start = 0; start < paste.length; start += 65_536) {
      page.type(paste.slice(start, start + 65_536))
    }
    await until(() => expect(page.bytes).toBe(2 + paste.length))
    expect(bench.program().received.toString() === paste).toBe(true)
  })
})

describe('the registry', () => {
  it('shows terminals to their owner only, and refuses too many', async () => {
    const mine = await bench.open()
    const other = await bench.open('someone')
    expect(bench.terminals.find('me', mine.id)).toBe(mine)
    expect(bench.terminals.find('me', other.id)).toBeUndefined()
    expect(bench.terminals.list('me')).toEqual([mine])
    await bench.open()
    await expect(bench.open()).rejects.toMatchObject({
      error: { code: 'TooManyTerminals', status: 429 },
    })
    await bench.terminals.end(mine)
    expect(bench.terminals.find('me', mine.id)).toBeUndefined()
    await bench.open()
  })

  it('ends terminals that nobody looks at, and forgets closed ones', async () => {
    const abandoned = await bench.open()
    const watched = await bench.open()
    const page = bench.page(watched)
    await until(() => expect(watched.isLinked).toBe(true))
    clock.advance(1000)
    await until(() => expect(bench.terminals.list('me')).toEqual([watched]))
    expect(abandoned.isClosed).toBe(true)
    await bench.runs(watched)
    bench.program().host.exited(0)
    await until(() => expect(watched.isClosed).toBe(true))
    clock.advance(499)
    expect(bench.terminals.list('me')).toEqual([watched])
    clock.advance(1)
    await until(() => expect(bench.terminals.list('me')).toEqual([]))
    await until(() => expect(page.closeCode).toBe(4004))
  })
})
