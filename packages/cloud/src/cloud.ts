import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { loadService } from '@brume/aws-wire'
import { systemClock, type Clock } from '@brume/clock'
import { TerminalRefused, type Guest, type GuestDriver, type Terminal } from '@brume/guests'
import {
  injectFault,
  listFaults,
  removeFaults,
  type ListedFault,
  type MadeFault,
} from './control-faults.ts'
import { Refusal } from './refusal.ts'
import { readClock, setClock, wind, type ClockState, type ClockWish } from './control-clock.ts'
import { acceptTermsIn, createControl } from './control.ts'
import { createBalancers, type Balancers } from './data-plane/balancer/balancers.ts'
import { createCommandRunner, type CommandRunner } from './data-plane/command-runner.ts'
import { connectOut } from './data-plane/connect-out.ts'
import { createFlowLogs, type FlowLogs } from './data-plane/flow-logs.ts'
import { createFabric, type Fabric } from './data-plane/fabric/fabric.ts'
import { awsEndpoints } from './data-plane/internet/sites/aws-endpoints.ts'
import { setMyAddress } from './data-plane/fabric/my-address.ts'
import { startGateway, type Gateway } from './data-plane/gateway/start-gateway.ts'
import { createGuestRunner, type GuestRunner } from './data-plane/guests.ts'
import { createMetadataCounts } from './data-plane/metadata-counts.ts'
import { createGuestFetch } from './data-plane/metadata.ts'
import { createPushedKeys } from './data-plane/pushed-keys.ts'
import { createMonitoring } from './data-plane/monitoring/monitoring.ts'
import { createSources } from './data-plane/monitoring/sources.ts'
import { createMyComputer, type MyComputer } from './data-plane/my-computer.ts'
import { askNetwork } from './data-plane/decide-flow.ts'
import { reachesService } from './data-plane/reach-service.ts'
import { createSettling } from './data-plane/settling.ts'
import { createTraffic } from './data-plane/traffic/traffic.ts'
import { describeTraffic, startTraffic, stopTraffic, type TrafficText } from './control-traffic.ts'
import { createSessions } from './data-plane/sessions.ts'
import { keptHostKey } from './data-plane/ssh/host-key.ts'
import { startSshFront, type SshFront } from './data-plane/ssh/ssh-front.ts'
import { createAuthorization, type Authorization } from './authorization/authorization.ts'
import { installKey } from './authorization/install-key.ts'
import { simulate } from './authorization/simulate.ts'
import type { IamMode } from './authorization/mode.ts'
import { createSignIn, type SignIn } from './authorization/sign-in.ts'
import { createDispatch } from './dispatch.ts'
import type { Change } from './engine/collection.ts'
import { memoryDatabase, openDatabase } from './engine/database.ts'
import { pruneTokens } from './engine/idempotency.ts'
import { createEngine, type Engine } from './engine/engine.ts'
import type { CloudHost, GuestTarget } from './host.ts'
import { createHttpServer } from './http.ts'
import { createMetricStore } from './metrics/store.ts'
import { regionSeeds } from './services/region-seeds.ts'
import { timerHandlers } from './services/timer-handlers.ts'
import { costsOf, setFreeTier, type AccountCosts } from './services/usage/costs.ts'
import { followUsage } from './services/usage/follow.ts'

export interface CloudOptions {
  /** Where the cloud keeps its state; absent: in memory alone. */
  readonly dataDir?: string
  /** Default 127.0.0.1. */
  readonly host?: string
  /** 0 (the default) takes any free port. */
  readonly awsPort?: number
  /** Where guests' web pages are served; 0 takes any free port, without it they are not. */
  readonly gatewayPort?: number
  /** The console's URL, where there is one: the gateway's pages lead to its explanations. */
  readonly consoleUrl?: () => string | undefined
  /** SSH to instances from this computer; 0 takes any free port; absent: not served. */
  readonly sshPort?: number
  /** World seconds per wall second (1 to 3600, default 1); `instant`: life-cycle steps take no time; `manual`: time stands still. */
  readonly speed?: number | 'instant' | 'manual'
  /** Same seed and same calls, same ids. Default: random. */
  readonly seed?: string
  /** Time at which accounts begin, ms since the epoch; default the present. */
  readonly startAt?: number
  readonly acceptAnyAmi?: boolean
  /** Whether calls are checked by policies in accounts that set no mode of their own; default `off`. */
  readonly iam?: IamMode
  /** Default: simulated guests. */
  readonly driver?: GuestDriver
  /** `/_brume/*`; default: only on loopback. */
  readonly allowControl?: boolean
  readonly wall?: Clock
  /** Told once of each fault that is not a caller's. */
  readonly onError?: (error: unknown, requestId?: string) => void
}

/** Why a control call is not done. */
export interface ControlRefusal {
  readonly refused: string
  /** As HTTP would answer it. */
  readonly status: number
}

export interface Cloud {
  /** `http://127.0.0.1:4566` */
  readonly url: string
  readonly port: number
  /** Guests' web pages, each under its instance's public DNS name with `.localhost`; where they are served. */
  readonly gateway?: { readonly url: string; readonly port: number }
  readonly engine: Engine
  /** The network between guests, the virtual Internet, and whoever comes from outside. */
  readonly fabric: Fabric
  /** Where SSH clients of this computer reach instances, if it is served. */
  readonly ssh: Pick<SshFront, 'port' | 'endpointOf'> | undefined
  /** The serial port of a running instance; rejects with a `TerminalRefused`. Whether it may be opened is the caller's to ask. */
  openSerialConsole(
    target: GuestTarget,
    options: Parameters<Guest['openSerialConsole']>[0],
  ): Promise<Terminal>
  /** The laptop of each account, on the Internet side. */
  readonly myComputer: Pick<MyComputer, 'openTerminal' | 'download'>
  /** What the network wrote into flow logs. */
  readonly flowLogs: Pick<FlowLogs, 'read'>
  /** What load balancers wrote into access logs. */
  readonly balancerLogs: Pick<Balancers, 'readLog'>
  onChange(listener: (change: Change) => void): () => void
  /** Winds an account's clock; resolves when all that fell due has happened and its guests have settled. */
  advance(account: string, byMs: number): Promise<void>
  readClock(account: string): ClockState
  /** Sets, winds or stops an account's clock, as `POST /_brume/clock` does; answers why it is not done, or the clock. */
  setClock(account: string, wish: ClockWish): Promise<ClockState | ControlRefusal>
  reset(account?: string): void
  /** Sets "My IP" of an account; answers why the address will not do, or nothing. */
  setMyAddress(account: string, address: string): string | undefined
  /** Makes a fault, as `/_brume/faults` takes it; answers why it cannot be made, or the fault. */
  injectFault(account: string, wish: Readonly<Record<string, unknown>>): MadeFault | ControlRefusal
  /** The faults of an account that have not run out. */
  listFaults(account: string): readonly ListedFault[]
  /** Takes a fault back, or all; answers the ids of those that are gone. */
  removeFaults(
    account: string,
    id?: string,
  ): { readonly removed: readonly string[] } | ControlRefusal
  /** Requests that are sent for trying balancers and servers, as `/_brume/traffic` takes them. */
  readonly traffic: {
    list(account: string): readonly TrafficText[]
    start(account: string, wish: Readonly<Record<string, unknown>>): TrafficText | ControlRefusal
    stop(account: string, id: number): ControlRefusal | undefined
  }
  /** Who may do what. */
  readonly authorization: Authorization
  /** What an account costs: so far this month, by the hour, and how its bill comes about. */
  costs(account: string): AccountCosts
  /** Whether an account has the free tier of accounts of before 15 July 2025; without it unless it is set. */
  setFreeTier(account: string, freeTier: boolean): void
  /** IAM users who sign in to the console. */
  readonly signIn: SignIn
  /** Accepts a Marketplace product's terms for an account; false when there is no such product. */
  acceptTerms(account: string, productCode: string): boolean
  close(): Promise<void>
}

const loopback: readonly string[] = ['127.0.0.1', 'localhost', '[::1]', '::1']

/** Starts the embedded cloud; resolves when its AWS port answers. */
export async function startCloud(options: CloudOptions = {}): Promise<Cloud> {
  const { host = '127.0.0.1', wall = systemClock, speed = 1 } = options
  const onError = options.onError ?? ((error) => process.stderr.write(`${inspect(error)}\n`))
  const driver = options.driver ?? (await defaultDriver(options.dataDir))
  let url = ''
  let runner: GuestRunner | undefined
  let commandRunner: CommandRunner | undefined
  const findGuest: CloudHost['findGuest'] = (target) => runner?.find(target)
  const connectKeys = createPushedKeys(wall)
  const serialKeys = createPushedKeys(wall)
  const sessions = createSessions({
    wall,
    findGuest,
    connectOut: (from, host, port) => connectOut(fabric, from, host, port),
  })
  const metrics = createMetricStore({
    dataDir: options.dataDir,
    now: (account) => engine.world(account).clock.now(),
    onError,
  })
  const cloudHost: CloudHost = {
    driver,
    metrics,
    endpoint: () => url,
    acceptAnyAmi: options.acceptAnyAmi ?? false,
    findGuest,
    decideFlow: (...asked) => askNetwork(fabric, ...asked),
    decodeMessage: (message) => authorization.decodeMessage(message),
    simulate: (...asked) => simulate(...asked),
    reachesService: (target, service) => reachesService(fabric, target, service),
    consoleOutput: (target) => runner?.consoleOutput(target),
    rebootGuest: (target) => runner?.reboot(target),
    sessions,
    connectKeys,
    serialKeys,
    commands: {
      deliver: (place) => commandRunner?.deliver(place),
      stop: (place, id) => commandRunner?.stop(place, id),
    },
  }
  const seed = options.seed ?? randomBytes(16).toString('hex')
  const engine = createEngine({
    database: options.dataDir === undefined ? memoryDatabase : openDatabase(options.dataDir),
    host: cloudHost,
    wall,
    seed,
    pace: {
      speed: speed === 'manual' ? 0 : speed === 'instant' ? 1 : speed,
      instant: speed === 'instant',
    },
    startAt: options.startAt,
    timerHandlers,
    regionSeeds,
    follow: followUsage,
    onError,
  })
  const authorization = createAuthorization({
    engine,
    wall,
    mode: options.iam ?? 'off',
    installKey: installKey(options.dataDir, seed),
  })
  const dispatch = createDispatch({ engine, host: cloudHost, wall, authorization, onError })
  const balancers = createBalancers({ engine, wall, findGuest, network: () => fabric, onError })
  const fabric: Fabric = createFabric({
    engine,
    findGuest,
    sites: [awsEndpoints(dispatch)],
    balancers,
  })
  const flowLogs = createFlowLogs({ engine, fabric })
  const metadataCounts = createMetadataCounts()
  const guests = createGuestRunner({
    engine,
    driver,
    fetch: createGuestFetch(engine, metadataCounts),
    fabric,
    onError,
  })
  runner = guests
  const myComputer = createMyComputer({ engine, driver, fabric, onError })
  engine.onReset((account) => {
    connectKeys.forget(account)
    serialKeys.forget(account)
    metrics.reset(account)
    metadataCounts.forget(account)
  })
  const monitoring = createMonitoring({
    engine,
    metrics,
    sources: createSources({ engine, findGuest, metadataCounts, balancers: balancers.measured }),
    onError,
  })
  const agents = createCommandRunner({ engine, findGuest, onError })
  commandRunner = agents
  const probing = { rests: balancers.rests, settle: (account: string) => guests.settle(account) }
  const traffic = createTraffic({ engine, wall, fabric, balancers })
  const settling = createSettling({
    engine,
    guests,
    fabric,
    commands: agents,
    parts: [probing, traffic],
  })
  const stopFollowing = sessions.follow(engine)
  const server = createHttpServer({
    dispatch,
    control:
      (options.allowControl ?? loopback.includes(host))
        ? createControl({ engine, settling, balancers, flowLogs, traffic, authorization })
        : undefined,
    hosts: [...loopback, host.includes(':') ? `[${host}]` : host.toLowerCase()],
    upgrade: sessions.upgrade,
    onError,
  })
  let gateway: Gateway | undefined
  let ssh: SshFront | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(options.awsPort ?? 0, host, resolve)
    })
    const { port } = server.address() as AddressInfo
    url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
    if (options.gatewayPort !== undefined) {
      gateway = await startGateway({
        engine,
        fabric,
        balancers: balancers.parts,
        wall,
        host,
        port: options.gatewayPort,
        consoleUrl: options.consoleUrl ?? (() => undefined),
        onError,
      })
    }
    if (options.sshPort !== undefined)
      ssh = await startSshFront({
        engine,
        wall,
        port: options.sshPort,
        findGuest,
        serialKeys: (target) => serialKeys.active(target, 'port0').map(({ line }) => line),
        hostKey: keptHostKey(options.dataDir),
        dial: (account, to) => fabric.connect(fabric.myComputer(account), to),
        dialFrom: (target, to) => fabric.connect({ kind: 'guest', target }, to),
        onError,
      })
  } catch (error) {
    server.close()
    await gateway?.close()
    await guests.close()
    engine.close()
    metrics.close()
    throw error
  }
  guests.resume()
  balancers.resume()
  agents.resume()
  monitoring.resume()
  // Loading the largest schema holds the event loop for a moment: not while the first health check comes, and before most calls.
  const cancelLoading = wall.after(50, () => void loadService('ec2'))
  const stopSaving = every(wall, 5000, () => engine.saveTimes())
  const stopPruning = every(wall, 3_600_000, () => {
    for (const place of engine.places()) engine.transact(place, pruneTokens)
  })

  return {
    url,
    port: Number(new URL(url).port),
    ...(gateway && { gateway: { url: gateway.url, port: gateway.port } }),
    engine,
    fabric,
    myComputer,
    flowLogs,
    balancerLogs: balancers,
    ssh,
    async openSerialConsole(target, terminal) {
      const guest = findGuest(target)
      if (!guest) throw new TerminalRefused('The instance is not running.')
      return guest.openSerialConsole(terminal)
    },
    onChange: engine.onChange,
    async advance(account, byMs) {
      const { clock } = engine.world(account)
      await wind(engine, settling, account, clock.now() + byMs)
    },
    readClock: (account) => readClock(engine, account),
    setClock: (account, wish) =>
      setClock(engine, settling, account, wish).catch((error: unknown) => refusalOf(error)),
    reset: engine.reset,
    setMyAddress: (account, address) => setMyAddress(engine, account, address),
    injectFault(account, wish) {
      try {
        return injectFault(engine, account, wish)
      } catch (error) {
        return refusalOf(error)
      }
    },
    listFaults: (account) => listFaults(engine, account),
    removeFaults(account, id) {
      try {
        return { removed: removeFaults(engine, account, id) }
      } catch (error) {
        return refusalOf(error)
      }
    },
    traffic: {
      list: (account) => traffic.list(account).map(describeTraffic),
      start(account, wish) {
        try {
          return startTraffic(traffic, account, wish)
        } catch (error) {
          return refusalOf(error)
        }
      },
      stop(account, id) {
        try {
          return stopTraffic(traffic, account, id)
        } catch (error) {
          return refusalOf(error)
        }
      },
    },
    authorization,
    costs: (account) => costsOf(engine, account),
    setFreeTier: (account, freeTier) => setFreeTier(engine, account, freeTier),
    signIn: createSignIn(engine, wall),
    acceptTerms: (account, productCode) => acceptTermsIn(engine, account, productCode),
    async close() {
      cancelLoading()
      stopSaving()
      stopPruning()
      await gateway?.close()
      myComputer.close()
      await ssh?.close()
      sessions.close()
      stopFollowing()
      agents.close()
      monitoring.close()
      traffic.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await guests.close()
      flowLogs.close()
      balancers.close()
      fabric.close()
      engine.close()
      metrics.close()
    },
  }
}

/** Throws on what is no refusal. */
function refusalOf(error: unknown): ControlRefusal {
  if (!(error instanceof Refusal)) throw error
  return { refused: error.message, status: error.status }
}

async function defaultDriver(dataDir: string | undefined): Promise<GuestDriver> {
  const { createSimulatedDriver } = await import('@brume/guests/simulated')
  return createSimulatedDriver({
    dataDir: dataDir === undefined ? undefined : join(dataDir, 'guests'),
  })
}

function every(wall: Clock, periodMs: number, fn: () => void): () => void {
  let cancel = wall.after(periodMs, tick)
  function tick(): void {
    fn()
    cancel = wall.after(periodMs, tick)
  }
  return () => cancel()
}
