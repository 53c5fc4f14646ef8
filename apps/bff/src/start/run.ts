import { fileURLToPath } from 'node:url'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { awsConnections } from '../connections/aws.ts'
import type { OpenConnection } from '../connections/connection.ts'
import { embeddedConnection } from '../connections/embedded.ts'
import { readOnlyRule } from '../connections/read-only.ts'
import type { Settings } from '../connections/settings.ts'
import { OneTimeCode } from '../security/codes.ts'
import { ConfigError } from '../config-error.ts'
import type { Config } from './config.ts'
import type { MakeDemo } from '../routes/cloud.ts'
import { lockDataDir, type Lock } from './lock.ts'
import { openLog } from './log.ts'
import { choosePort } from './ports.ts'
import { codeUrl, rootLine, startText } from './text.ts'

const version = '0.1.0'

export interface Running {
  stop(): Promise<void>
}

/** What `main.ts` gives besides the settings. */
export interface Surroundings {
  /** Prints a line to the terminal. */
  print(text: string): void
}

/** Starts everything and prints the text; undefined when another Brume has the data directory. */
export async function run(
  config: Config,
  surroundings: Surroundings,
): Promise<Running | undefined> {
  const { print } = surroundings
  const { dataDir } = config
  const lock = await lockDataDir(dataDir)
  if (!('release' in lock)) {
    print(`Brume already runs on ${dataDir}:`)
    print(`  ${lock.url ?? '(it is just starting, or stopping)'}`)
    print('To run another beside it, give that one a BRUME_DATA_DIR of its own.')
    return undefined
  }
  try {
    return await runLocked(config, lock, surroundings)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function runLocked(
  config: Config,
  { announce, release }: Lock,
  { print }: Surroundings,
): Promise<Running> {
  const { host, dataDir } = config
  const { log, close: closeLog } = openLog(dataDir, config.logLevel)
  const consolePort = await choosePort(config.consolePort, host)
  const awsPort = await choosePort(config.awsPort, host, [consolePort])
  const gatewayPort = await choosePort(config.gatewayPort, host, [consolePort, awsPort])
  const sshPort = await choosePort(config.sshPort, '127.0.0.1', [consolePort, awsPort, gatewayPort])
  const settings = await settingsOf(config)
  const aws = await awsConnections(config.aws, settings)
  let consoleUrl = ''
  const { startCloud, DataVersionError } = await import('@brume/cloud')
  const cloud = await startCloud({
    dataDir,
    host,
    awsPort,
    gatewayPort,
    consoleUrl: () => consoleUrl || undefined,
    sshPort,
    speed: config.speed,
    acceptAnyAmi: config.acceptAnyAmi,
    iam: config.iam,
    onError: (error, id) => log.error({ err: error, id }, 'fault in the embedded cloud'),
  }).catch((error: unknown) => {
    throw error instanceof DataVersionError ? new ConfigError(error.message) : error
  })
  // the console's own modules take as long to load as the cloud; the AWS port answers meanwhile
  const [{ ofCloud }, { createApp }, { createTerminals }] = await Promise.all([
    import('../connections/cloud.ts'),
    import('../app.ts'),
    import('../terminals/index.ts'),
  ])
  const embedded = ofCloud(cloud)
  const isReadOnly = readOnlyRule(config.readOnly)
  const loopback = isLoopback(host)
  const code = new OneTimeCode((next) => {
    print(`  The code was used. For another browser: ${codeUrl(consoleUrl, next)}`)
  })
  const embeddedOptions = {
    readOnly:
      settings.embedded.readOnly === true ||
      isReadOnly({ id: 'embedded', name: 'embedded', kind: 'embedded' }),
    defaultRegion: config.opensIn,
  }
  const home = embeddedConnection(embedded, embeddedOptions)
  const demo: MakeDemo = async (connection, region) => {
    const { makeFleet } = await import('../demo/make-fleet.ts')
    const account = connection.account ?? embedded.account
    const wind = (advance: string) => embedded.setClock(account, { advance })
    return { instances: await makeFleet(connection, region, wind) }
  }
  const app = createApp({
    version,
    accountConnection: (account) => embeddedConnection(embedded, embeddedOptions, account),
    connections: [home, ...aws],
    cloud: embedded,
    reach: {
      loopback,
      names: new Set([...config.hostNames, ...(loopback ? [] : [hostname().toLowerCase()])]),
      publicOrigin: config.publicOrigin,
    },
    code,
    onEnforced: () => print(rootLine(consoleUrl, code.current)),
    log,
    terminals: createTerminals,
    demo,
    webRoot: fileURLToPath(new URL('../../../web/dist', import.meta.url)),
  })
  const port = await app.listen(consolePort, host).catch(async (error: unknown) => {
    await cloud.close()
    throw error
  })
  consoleUrl = config.publicOrigin ?? `http://${urlHost(host)}:${port}`
  announce(consoleUrl)
  print(
    startText({
      version,
      consoleUrl,
      awsUrl: cloud.url,
      gatewayUrl: cloud.gateway?.url,
      sshPort: cloud.ssh?.port,
      code: code.current,
      awsNames: aws.map((connection) => connection.info.name),
      beyondLoopback: !loopback,
      dataDir,
      region: config.defaultRegion,
      root:
        config.iam === 'enforce'
          ? { account: embedded.account, secret: embedded.rootSecret(embedded.account) }
          : undefined,
      moved: [
        { wish: config.consolePort, port },
        { wish: config.awsPort, port: cloud.port },
        { wish: config.gatewayPort, port: cloud.gateway?.port ?? config.gatewayPort.port },
        { wish: config.sshPort, port: cloud.ssh?.port ?? sshPort },
      ].filter(({ wish, port: used }) => !wish.asked && wish.port !== used),
    }),
  )
  if (config.demo) print(await demoOnce(home, config.defaultRegion, demo))
  return {
    stop: async () => {
      await app.close()
      await cloud.close()
      closeLog()
      release()
    },
  }
}

/** `--demo`: into an account that has no instances; what a person made is left alone. */
async function demoOnce(home: OpenConnection, region: string, demo: MakeDemo): Promise<string> {
  const { DescribeInstancesCommand } = await import('@aws-sdk/client-ec2')
  const ec2 = await home.clients.client('ec2', region)
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ MaxResults: 5 }))
  if (Reservations.length > 0) return `  --demo: ${region} has instances already, nothing was made.`
  const { instances } = await demo(home, region)
  return `  The demonstration fleet stands: ${instances} instances in ${region}.`
}

async function settingsOf({ settingsFile }: Config): Promise<Settings> {
  if (settingsFile === undefined) return { connections: [], embedded: {} }
  const { readSettings } = await import('../connections/settings.ts')
  return readSettings(settingsFile)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** An address that one can open: of all addresses, the loopback one. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
