import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { createChance, createWorldClock, systemClock, type WorldClock } from '@brume/clock'
import type {
  Guest,
  GuestConnect,
  GuestEvent,
  GuestHost,
  GuestHttpResponse,
  GuestSpec,
  GuestUnreachable,
  TerminalOptions,
} from '../driver.ts'
import { framePair } from './frame-stream.ts'
import { createSimulatedDriver, type SimulatedDriver } from './index.ts'

const startMs = Date.UTC(2026, 0, 5, 9, 0, 0)
const account = '123456789012'

/** A driver, a clock that stands still until it is wound, and the cloud's side of a guest, for this package's tests. */
export interface TestWorld {
  readonly driver: SimulatedDriver
  readonly clock: WorldClock
  readonly events: GuestEvent[]
  readonly requests: string[]
  /** Names that the guests' resolver knows, beside the guests themselves. */
  readonly names: Map<string, readonly string[]>
  /** What is behind the addresses that are no guest's: a server of the virtual internet. */
  readonly servers: Map<string, (request: GuestConnect) => Duplex | GuestUnreachable>
  spec(instanceId: string, extra?: Partial<GuestSpec>): GuestSpec
  /** Makes the root disk, unless there is one, and starts. */
  launch(spec: GuestSpec): Promise<Guest>
  /** Winds the clock, settling at each step. */
  pass(ms: number): Promise<void>
  close(): Promise<void>
}

/** The network of a guest that is connected to nothing. */
export const noNetwork = {
  fetch: async () => ({ unreachable: 'no-route' as const }),
  connect: async () => ({ unreachable: 'no-route' as const }),
  send: async () => undefined,
  resolve: async () => ({ unreachable: 'timed-out' as const }),
  ping: async () => ({ unreachable: 'no-route' as const }),
  trace: async () => [],
}

/** Where the package mirrors of the virtual internet are; taken out of `servers`, packets to them are lost. */
export const mirrorAddress = '192.0.2.1'

function isMirror(name: string): boolean {
  return /^(?:al2023-repos-|amazonlinux-2-repos-|.*\.ec2\.archive\.ubuntu\.com$|.*deb\.debian\.org$)/.test(
    name,
  )
}

/** A package mirror: any page will do. */
function openMirror(): Duplex {
  const [near, far] = framePair()
  mirror.emit('connection', far)
  return near
}

const mirror = createServer((_request, response) => response.end('packages\n'))

export function createTestWorld(dataDir?: string): TestWorld {
  const driver = createSimulatedDriver(dataDir === undefined ? {} : { dataDir })
  const clock = createWorldClock({ now: startMs, wall: systemClock, speed: 0 })
  const events: GuestEvent[] = []
  const requests: string[] = []
  const names = new Map<string, readonly string[]>()
  const servers: TestWorld['servers'] = new Map()
  for (const port of [80, 443]) servers.set(`${mirrorAddress}:${port}`, openMirror)
  /** The running guest of each address. */
  const guests = new Map<string, Guest>()
  const hostOf = (spec: GuestSpec): GuestHost => ({
    clock,
    chance: createChance('test'),
    connect: async (request) => {
      const { address, port, sourcePort = 40_000, tls } = request
      const server = servers.get(`${address}:${port}`)
      if (server) return server(request)
      const remoteAddress = request.localAddress ?? spec.interfaces[0]?.privateIp ?? ''
      const to = { port, localAddress: address, remoteAddress, remotePort: sourcePort }
      const guest = guests.get(address)
      return guest?.connect(tls ? { ...to, tls } : to) ?? { unreachable: 'timed-out' }
    },
    send: async (datagram) => {
      const { localAddress, localPort, remoteAddress, remotePort, bytes } = datagram
      const family = remoteAddress.includes(':') ? 6 : 4
      const guest = guests.get(remoteAddress)
      if (!guest) return undefined
      if (!guest.listens(remotePort, { protocol: 'udp', family })) return { unreachable: 'refused' }
      guest.receive({
        localAddress: remoteAddress,
        localPort: remotePort,
        remoteAddress: localAddress,
        remotePort: localPort,
        bytes,
      })
      return undefined
    },
    resolve: async (name, server) =>
      (server !== undefined && server !== '169.254.169.253'
        ? { unreachable: 'timed-out' as const }
        : undefined) ??
      names.get(name) ??
      (isMirror(name) ? [mirrorAddress] : { unreachable: 'unknown-host' as const }),
    ping: async (address) =>
      guests.has(address) ? { roundTripMs: 0.4, ttl: 127 } : { unreachable: 'timed-out' },
    trace: async (address) =>
      guests.has(address)
        ? [{ address, roundTripMs: 0.4 }]
        : [{ address: undefined, roundTripMs: 0 }],
    fetch: async (request): Promise<GuestHttpResponse | GuestUnreachable> => {
      const hops = request.hops === undefined ? '' : ` (${request.hops} hop)`
      requests.push(`${request.method} ${request.url}${hops}`)
      if (!request.url.includes('169.254.169.254')) return { unreachable: 'timed-out' }
      const token = request.headers['x-aws-ec2-metadata-token']
      if (request.method === 'PUT')
        return { status: 200, headers: {}, body: Buffer.from('AQTOKEN') }
      if (token !== 'AQTOKEN')
        return { status: 401, headers: {}, body: Buffer.from('Unauthorized') }
      return { status: 200, headers: { 'content-type': 'text/plain' }, body: Buffer.from('i-1') }
    },
    on: (event) => events.push(event),
  })
  const pass = (ms: number): Promise<void> =>
    clock.advanceTo(clock.now() + ms, () => driver.settle(account))
  return {
    driver,
    clock,
    events,
    requests,
    names,
    servers,
    spec: (instanceId, extra = {}) => ({
      account,
      region: 'ap-northeast-2',
      instanceId,
      distribution: 'al2023',
      architecture: 'x86_64',
      instanceType: 't3.micro',
      vcpus: 2,
      memoryMiB: 1024,
      hostname: 'ip-172-31-5-6.ap-northeast-2.compute.internal',
      interfaces: [
        { macAddress: '02:00:00:00:00:01', privateIp: '172.31.5.6', subnetCidr: '172.31.0.0/20' },
      ],
      disks: [
        {
          volumeId: `${account}/vol-${instanceId}`,
          deviceName: '/dev/xvda',
          root: true,
          sizeGiB: 8,
        },
      ],
      firstBoot: true,
      mode: 'boot',
      bootedAt: clock.now(),
      sshKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPublic student'],
      ...extra,
    }),
    launch: async (spec) => {
      const volumeId = spec.disks[0]?.volumeId ?? ''
      if (
        spec.firstBoot &&
        spec.mode === 'boot' &&
        volumeId === `${account}/vol-${spec.instanceId}`
      )
        driver.disks.createVolume(volumeId, 8, {
          kind: 'distribution',
          distribution: spec.distribution,
          architecture: spec.architecture === 'arm64' ? 'arm64' : 'x86_64',
        })
      const guest = await driver.start(spec, hostOf(spec))
      for (const { privateIp, ipv6Addresses = [] } of spec.interfaces)
        for (const address of [privateIp ?? [], ipv6Addresses].flat()) guests.set(address, guest)
      return guest
    },
    pass,
    close: async () => {
      await driver.close()
      clock.close()
    },
  }
}

/** A person at a terminal: types, and waits for what the screen says. */
export class Person {
  #text = ''
  #seen = 0
  bytes = 0
  exitCode: number | undefined
  readonly #waiting: (() => void)[] = []
  #terminal: Awaited<ReturnType<Guest['openTerminal']>> | undefined

  static at(
    guest: Guest,
    user = 'ec2-user',
    cols = 120,
    argv?: readonly string[],
  ): Promise<Person> {
    return Person.#sit((options) =>
      guest.openTerminal({ ...options, user, cols, ...(argv && { argv, term: 'vt220' }) }),
    )
  }

  static atSerialConsole(guest: Guest): Promise<Person> {
    return Person.#sit((options) => guest.openSerialConsole(options))
  }

  static async #sit(
    open: (
      options: Omit<TerminalOptions, 'user' | 'argv' | 'term'>,
    ) => ReturnType<Guest['openTerminal']>,
  ): Promise<Person> {
    const person = new Person()
    person.#terminal = await open({
      cols: 120,
      rows: 24,
      onData: (bytes) => {
        person.bytes += bytes.length
        // Bracketed paste is switched on and off around every line; nobody sees that.
        person.#text += Buffer.from(bytes)
          .toString('latin1')
          .replaceAll('\u001b[?2004l\r', '')
          .replaceAll('\u001b[?2004h', '')
        for (const look of person.#waiting.splice(0)) look()
      },
      onExit: (code) => {
        person.exitCode = code
        for (const look of person.#waiting.splice(0)) look()
      },
    })
    return person
  }

  get terminal() {
    if (!this.#terminal) throw new Error('no terminal')
    return this.#terminal
  }

  /** Everything so far, as text. */
  get screen(): string {
    return Buffer.from(this.#text, 'latin1').toString()
  }

  type(text: string): void {
    this.terminal.write(Buffer.from(text))
  }

  /** Waits until something new matches, and answers everything new up to there. */
  async sees(pattern: RegExp): Promise<string> {
    for (;;) {
      const fresh = Buffer.from(this.#text.slice(this.#seen), 'latin1').toString()
      const match = pattern.exec(fresh)
      if (match) {
        const upTo = fresh.slice(0, match.index + match[0].length)
        this.#seen += Buffer.byteLength(upTo)
        return upTo
      }
      if (this.exitCode !== undefined) throw new Error(`the shell ended; screen: ${fresh}`)
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  /** Runs a line and answers what it wrote, without the echo and the next prompt. */
  async runs(line: string): Promise<string> {
    this.type(`${line}; echo "<$?>"\r`)
    await this.sees(/"<\$\?>"/)
    const text = await this.sees(/<\d+>\r\n[\s\S]*?[$#] /)

    return (
      text
        // oxlint-disable-next-line no-control-regex -- the terminal's own sequences
        .replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
        .replaceAll('\r', '')
        .replace(/\n[^\n]*$/, '')
        .trim()
    )
  }

  async ends(): Promise<number> {
    while (this.exitCode === undefined)
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    return this.exitCode
  }
}
