import { createChance, createManualClock } from '@brume/clock'
import { describe, expect, it } from 'vitest'
import { ClientSession } from './client-session.ts'
import type { ClientSessionOptions, ClientState } from './client-session.ts'
import type { OpenProgram, Program, ProgramHost } from './program.ts'
import type { SessionLimits } from './server-session.ts'
import { SessionRegistry } from './session-registry.ts'
import type { SessionRequest } from './session-registry.ts'
import { MemoryLink } from './testing/memory-link.ts'
import type { LinkFaults } from './testing/memory-link.ts'
import type { TerminalSize } from './terminal-size.ts'

const start = 1_700_000_000_000

/** A program that notes what reaches it. */
class NotedProgram implements Program {
  input = ''
  readonly sizes: TerminalSize[]
  isPaused = false
  isClosed = false
  readonly host: ProgramHost
  constructor(host: ProgramHost) {
    this.host = host
    this.sizes = [host.size]
  }
  write(bytes: Uint8Array): void {
    this.input += Buffer.from(bytes).toString()
  }
  resize(size: TerminalSize): void {
    this.sizes.push(size)
  }
  pause(): void {
    this.isPaused = true
  }
  resume(): void {
    this.isPaused = false
  }
  close(): void {
    this.isClosed = true
  }
  print(text: string): void {
    this.host.output(Buffer.from(text))
  }
}

/** A registry and a client of it, joined by links in memory. */
function makeWorld(
  options: {
    request?: Partial<SessionRequest>
    limits?: Partial<SessionLimits>
    client?: Partial<ClientSessionOptions>
    command?: { separatesOutput: boolean }
    errorOutput?: (text: string) => void
    faults?: LinkFaults
  } = {},
) {
  const clock = createManualClock(start)
  const links: MemoryLink[] = []
  const programs: NotedProgram[] = []
  const states: [ClientState, string][] = []
  const ended: string[] = []
  const world = {
    clock,
    links,
    programs,
    states,
    ended,
    output: '',
    isReachable: true,
    onConnected: () => {},
    resumes: 0,
    registry: new SessionRegistry({ clock, ended: (_id, reason) => ended.push(reason) }),
    link: () => {
      const link = links.at(-1)
      if (link === undefined) throw new Error('never connected')
      return link
    },
    program: () => {
      const program = programs.at(-1)
      if (program === undefined) throw new Error('never started')
      return program
    },
    /** Moves time in steps, letting promises settle between them. */
    pass: async (totalMs: number, stepMs = 50) => {
      for (let leftMs = totalMs; leftMs >= 0; leftMs -= stepMs) {
        for (let turn = 0; turn < 12; turn += 1) await Promise.resolve()
        clock.advance(Math.min(leftMs, stepMs))
        for (let turn = 0; turn < 12; turn += 1) await Promise.resolve()
        if (leftMs === 0) return
      }
    },
  }
  const openNoted: OpenProgram = async (host) => {
    const program = new NotedProgram(host)
    programs.push(program)
    return program
  }
  const address = (ticket: { sessionId: string; tokenValue: string }) => ({
    ...ticket,
    streamUrl: `ws://endpoint/v1/data-channel/${ticket.sessionId}`,
  })
  const session = new ClientSession({
    clock,
    target: 'i-0123456789abcdef0',
    size: { cols: 101, rows: 31 },
    start: async () =>
      address(
        world.registry.start({
          sessionId: 'user-1',
          target: 'i-0123456789abcdef0',
          limits: options.limits,
          service:
            options.command === undefined
              ? { sessionType: 'Standard_Stream', open: openNoted }
              : { sessionType: 'NonInteractiveCommands', open: openNoted, ...options.command },
          ...options.request,
        }),
      ),
    resume: async (sessionId) => {
      world.resumes += 1
      if (!world.isReachable) throw new Error('network is down')
      const ticket = world.registry.resume(sessionId)
      return ticket && address(ticket)
    },
    terminate: async (sessionId) => {
      world.registry.terminate(sessionId)
    },
    connect: async (streamUrl) => {
      if (!world.isReachable) throw new Error('connection refused')
      const link = new MemoryLink(clock, options.faults)
      links.push(link)
      world.registry.accept(streamUrl.split('/').at(-1) ?? '', link.agent)
      return link.client
    },
    events: {
      output: (bytes) => {
        world.output += Buffer.from(bytes).toString()
      },
      errorOutput: (bytes) => options.errorOutput?.(Buffer.from(bytes).toString()),
      state: (state, reason) => {
        states.push([state, reason])
        if (state === 'connected') world.onConnected()
      },
    },
    ...options.client,
  })
  return Object.assign(world, { session })
}

describe('an ordinary session', () => {
  it('shakes hands, tells the size first, carries both directions, resizes, and ends by itself', async () => {
    const world = makeWorld()
    world.session.write(Buffer.from('typed early\r'))
    await world.session.open()
    await world.pass(50)
    expect(world.states).toEqual([['connected', '']])
    expect(world.registry.find('user-1')).toMatchObject({
      status: 'Connected',
      clientVersion: '1.2.650.0',
    })
    expect(world.program().sizes).toEqual([{ cols: 101, rows: 31 }])
    expect(world.program().input).toBe('typed early\r')
    world.program().print('prompt$ ')
    await world.pass(50)
    expect(world.output).toBe('prompt$ ')
    world.session.resize({ cols: 120, rows: 40 })
    world.session.resize({ cols: 133, rows: 44 })
    await world.pass(200)
    expect(world.program().sizes.slice(1)).toEqual([{ cols: 133, rows: 44 }])
    world.program().print('last words')
    world.program().host.exited(0)
    await world.pass(200)
    expect(world.output).toBe('prompt$ last words')
    expect(world.states.at(-1)).toEqual(['closed', ''])
    expect(world.ended).toEqual([''])
    expect(world.registry.describe()).toEqual([])
    expect(world.link().isOpen).toBe(false)
  })

  it('sends long input in pieces of 1024 bytes, never more than 256 KiB unacknowledged', async () => {
    const world = makeWorld()
    await world.session.open()
    await world.pass(50)
    const before = world.link().carried.toAgent
    world.link().losesToClient = true
    const paste = 'x'.repeat(600 * 1024)
    world.session.write(Buffer.from(paste))
    expect(world.link().carried.toAgent - before).toBe(256)
    expect(world.session.pendingInputBytes).toBe(600 * 1024)
    world.link().losesToClient = false
    await world.pass(5000)
    world.link().cut()
    await world.pass(5000)
    expect(world.program().input).toBe(paste)
    expect(world.session.pendingInputBytes).toBe(0)
  })

  it('tells the size before what is typed as soon as it is connected', async () => {
    const world = makeWorld()
    world.onConnected = () => world.session.write(Buffer.from('typed at once'))
    await world.session.open()
    await world.pass(50)
    expect(world.program().sizes).toEqual([{ cols: 101, rows: 31 }])
    expect(world.program().input).toBe('typed at once')
  })

  it('prints the agent’s welcome', async () => {
    const world = makeWorld({ request: { customerMessage: 'This guest is simulated.' } })
    await world.session.open()
    await world.pass(50)
    expect(world.output).toBe('This guest is simulated.\r\n')
  })

  it('tells why a program could not be started', async () => {
    const world = makeWorld({
      request: {
        service: {
          sessionType: 'Standard_Stream',
          open: () => Promise.reject(new Error('no shell here')),
        },
      },
    })
    await world.session.open()
    await world.pass(50)
    expect(world.states.at(-1)).toEqual(['closed', 'no shell here'])
  })

  it('is closed, with the cause, when StartSession refuses', async () => {
    const world = makeWorld({
      client: { start: () => Promise.reject(new Error('i-1 is not connected.')) },
    })
    await expect(world.session.open()).rejects.toThrow('i-1 is not connected.')
    expect(world.states).toEqual([['closed', 'i-1 is not connected.']])
  })

  it('works on a line that loses, repeats and reorders', async () => {
    const world = makeWorld({
      faults: { chance: createChance('line'), lossRate: 0.1, duplicateRate: 0.1, maxDelayMs: 40 },
    })
    await world.session.open()
    world.session.write(Buffer.from('input '.repeat(2000)))
    await world.pass(3000)
    world.program().print('output '.repeat(2000))
    await world.pass(120_000)
    expect(world.program().input).toBe('input '.repeat(2000))
    expect(world.output).toBe('output '.repeat(2000))
  })
})

describe('flow control', () => {
  it('pauses the program while its output is not taken, and goes on', async () => {
    const world = makeWorld()
    await world.session.open()
    await world.pass(50)
    world.session.pauseOutput()
    let printed = ''
    while (!world.program().isPaused) {
      world.program().print('y\r\n'.repeat(1000))
      printed += 'y\r\n'.repeat(1000)
    }
    expect(printed.length).toBeGreaterThanOrEqual(512 * 1024)
    await world.pass(2000)
    expect(world.output).toBe('')
    world.session.write(Buffer.from('\x03'))
    await world.pass(50)
    expect(world.program().input).toBe('\x03')
    world.session.resumeOutput()
    await world.pass(500)
    expect(world.program().isPaused).toBe(false)
    expect(world.output).toBe(printed)
  })

  it('lets a slow reader have the last output of a program that has ended', async () => {
    const world = makeWorld()
    await world.session.open()
    await world.pass(50)
    world.session.pauseOutput()
    const text = 'z'.repeat(900 * 1024)
    world.program().print(text)
    world.program().host.exited(0)
    await world.pass(2500)
    expect(world.ended).toEqual([''])
    expect(world.states.at(-1)?.[0]).toBe('connected')
    world.session.resumeOutput()
    await world.pass(100)
    expect(world.output.length).toBe(text.length)
    expect(world.states.at(-1)?.[0]).toBe('closed')
  })
})

describe('a lost connection', () => {
  it('is resumed, whatever the close code, with nothing lost or shown twice', async () => {
    const world = makeWorld()
    await world.session.open()
    await world.pass(50)
    world.program().print('one ')
    await world.pass(50)
    world.program().print('two ')
    world.link().cut()
    world.program().print('three ')
    world.session.write(Buffer.from('typed meanwhile'))
    expect(world.states.at(-1)?.[0]).toBe('reconnecting')
    expect(world.registry.find('user-1')?.status).toBe('Disconnected')
    await world.pass(300)
    expect(world.states.at(-1)).toEqual(['connected', ''])
    expect(world.output).toBe('one two three ')
    expect(world.program().input).toBe('typed meanwhile')
    world.link().agent.close(1000, 'Bye')
    await world.pass(300)
    expect(world.states.at(-1)).toEqual(['connected', ''])
    expect(world.links).toHaveLength(3)
    expect(world.programs).toHaveLength(1)
    expect(world.program().sizes).toHaveLength(1)
  })

  it('is tried again ever more slowly, on demand at once, and given up after a bounded number of attempts', async () => {
    const world = makeWorld({ limits: { graceMs: 10 * 60_000 }, client: { maxAttempts: 6 } })
    await world.session.open()
    await world.pass(50)
    world.isReachable = false
    world.link().cut()
    await world.pass(1500)
    expect(world.resumes).toBe(4)
    world.session.reconnectNow()
    await world.pass(0)
    expect(world.resumes).toBe(5)
    await world.pass(60_000)
    expect(world.resumes).toBe(6)
    expect(world.states.at(-1)).toEqual(['closed', 'The connection is lost: network is down'])
  })

  it('is over when the session is gone', async () => {
    const world = makeWorld({ limits: { graceMs: 1000 } })
    await world.session.open()
    await world.pass(50)
    world.isReachable = false
    world.link().cut()
    await world.pass(1200)
    expect(world.ended).toEqual(['The client did not come back.'])
    expect(world.program().isClosed).toBe(true)
    world.isReachable = true
    await world.pass(10_000)
    expect(world.states.at(-1)).toEqual(['closed', 'The session has ended.'])
  })

  it('keeps the last output of a program that ended meanwhile', async () => {
    const world = makeWorld()
    await world.session.open()
    await world.pass(50)
    world.isReachable = false
    world.link().cut()
    world.program().print('bye')
    world.program().host.exited(0)
    await world.pass(5000)
    world.isReachable = true
    await world.pass(10_000)
    expect(world.output).toBe('bye')
    expect(world.states.at(-1)).toEqual(['closed', ''])
  })
})

describe('ends', () => {
  it('by the client: the session is terminated at the agent', async () => {
    const world = makeWorld()
    await world.session.open()
    await world.pass(50)
    await world.session.terminate()
    expect(world.registry.find('user-1')).toBeUndefined()
    expect(world.program().isClosed).toBe(true)
    expect(world.states.at(-1)).toEqual(['closed', ''])
    await world.pass(50)
    expect(world.link().isOpen).toBe(false)
  })

  it('from elsewhere: the client is told why', async () => {
    const world = makeWorld()
    await world.session.open()
    await world.pass(50)
    world.registry.terminateWhere(
      (live) => live.target === 'i-0123456789abcdef0',
      'Instance stopped.',
    )
    await world.pass(50)
    expect(world.states.at(-1)).toEqual(['closed', 'Instance stopped.'])
  })

  it('by idleness: input and a changed size count, output does not', async () => {
    const world = makeWorld({ limits: { idleTimeoutMs: 10_000 } })
    await world.session.open()
    await world.pass(9000)
    world.session.write(Buffer.from('a'))
    await world.pass(9000)
    world.session.resize({ cols: 90, rows: 30 })
    await world.pass(9000)
    world.program().print('tick')
    await world.pass(2000)
    expect(world.states.at(-1)).toEqual(['closed', 'Your session timed out due to inactivity.'])
  })

  it('by its longest duration', async () => {
    const world = makeWorld({ limits: { maxDurationMs: 60_000 } })
    await world.session.open()
    for (let second = 0; second < 59; second += 1) {
      world.session.write(Buffer.from('a'))
      await world.pass(1000, 500)
    }
    expect(world.session.state).toBe('connected')
    await world.pass(2000)
    expect(world.states.at(-1)).toEqual(['closed', 'Maximum session duration reached.'])
  })

  it('unseen: nobody connects', async () => {
    const world = makeWorld()
    world.registry.start({
      sessionId: 's',
      target: 'i-1',
      service: { sessionType: 'Standard_Stream', open: () => new Promise(() => {}) },
    })
    expect(world.registry.find('s')?.status).toBe('Connecting')
    await world.pass(61_000, 1000)
    expect(world.registry.find('s')).toBeUndefined()
  })
})

describe('a command without a terminal', () => {
  it('gets only its signals, and gives standard error and exit code apart', async () => {
    const errors: string[] = []
    const world = makeWorld({
      command: { separatesOutput: true },
      errorOutput: (text) => errors.push(text),
    })
    await world.session.open()
    await world.pass(50)
    world.session.write(Buffer.from('abc\x03def\x1c'))
    await world.pass(50)
    expect(world.program().input).toBe('\x03\x1c')
    world.program().print('out\n')
    world.program().host.errorOutput(Buffer.from('err\n'))
    world.program().host.exited(3)
    await world.pass(200)
    expect(errors).toEqual(['err\n'])
    expect(world.output).toBe('out\nEXIT_CODE: 3')
  })
})
