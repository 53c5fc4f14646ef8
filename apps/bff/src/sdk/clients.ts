import type { EC2ClientConfig } from '@aws-sdk/client-ec2'
import type { ServiceName } from '@brume/console-api'
import { loadSdk } from './modules.ts'

/** What a connection says of its clients. */
export interface ClientSettings {
  readonly region: string
  readonly credentials: NonNullable<EC2ClientConfig['credentials']>
  readonly endpoint?: string
  readonly maxAttempts: number
  /** Sees each error before it is thrown on, and may add to it. */
  readonly onError?: (error: unknown) => void
}

/** The console's services, and the one that gives encrypted sessions their keys: pages cannot ask it for anything. */
export type ClientName = ServiceName | 'kms'

/** The SDK client of each service. */
export type Clients = {
  [S in ClientName]: Awaited<ReturnType<(typeof makers)[S]>>
}

const settingsFor = ({ region, credentials, endpoint, maxAttempts }: ClientSettings) => ({
  region,
  credentials,
  ...(endpoint !== undefined && { endpoint }),
  maxAttempts,
  // a connection that never opens or an answer that never comes must not hold a page for minutes
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true },
})

const makers = {
  ec2: async (settings: ClientSettings) => {
    const [{ EC2Client }, { FastEc2QueryProtocol }] = await Promise.all([
      loadSdk('ec2'),
      import('@brume/aws-wire/client'),
    ])
    return new EC2Client({ ...settingsFor(settings), protocol: FastEc2QueryProtocol })
  },
  ssm: async (settings: ClientSettings) =>
    new (await loadSdk('ssm')).SSMClient(settingsFor(settings)),
  sts: async (settings: ClientSettings) =>
    new (await loadSdk('sts')).STSClient(settingsFor(settings)),
  iam: async (settings: ClientSettings) =>
    new (await loadSdk('iam')).IAMClient(settingsFor(settings)),
  'service-quotas': async (settings: ClientSettings) =>
    new (await loadSdk('service-quotas')).ServiceQuotasClient(settingsFor(settings)),
  'ec2-instance-connect': async (settings: ClientSettings) =>
    new (await loadSdk('ec2-instance-connect')).EC2InstanceConnectClient(settingsFor(settings)),
  'elastic-load-balancing-v2': async (settings: ClientSettings) =>
    new (await loadSdk('elastic-load-balancing-v2')).ElasticLoadBalancingV2Client(
      settingsFor(settings),
    ),
  'auto-scaling': async (settings: ClientSettings) =>
    new (await loadSdk('auto-scaling')).AutoScalingClient(settingsFor(settings)),
  cloudwatch: async (settings: ClientSettings) =>
    new (await loadSdk('cloudwatch')).CloudWatchClient(settingsFor(settings)),
  // The Price List answers from three Regions only, the same in each; the others are global services of one.
  pricing: async (settings: ClientSettings) =>
    new (await loadSdk('pricing')).PricingClient(settingsFor({ ...settings, region: 'us-east-1' })),
  'cost-explorer': async (settings: ClientSettings) =>
    new (await loadSdk('cost-explorer')).CostExplorerClient(
      settingsFor({ ...settings, region: 'us-east-1' }),
    ),
  budgets: async (settings: ClientSettings) =>
    new (await loadSdk('budgets')).BudgetsClient(settingsFor({ ...settings, region: 'us-east-1' })),
  savingsplans: async (settings: ClientSettings) =>
    new (await loadSdk('savingsplans')).SavingsplansClient(
      settingsFor({ ...settings, region: 'us-east-1' }),
    ),
  kms: async (settings: ClientSettings) =>
    new (await import('@aws-sdk/client-kms')).KMSClient(settingsFor(settings)),
}

/** Nobody reads the SDK's own log, yet it copies every answer for it: a tenth of the time of a long list. */
function stopLogging(client: {
  readonly middlewareStack: { remove(name: string): boolean }
}): void {
  client.middlewareStack.remove('loggerMiddleware')
}

type Handler = (args: unknown) => Promise<unknown>

interface Stacked {
  readonly middlewareStack: {
    add(middleware: (next: Handler) => Handler, options: { step: 'initialize'; name: string }): void
  }
}

/** Every client has a stack; what each type of them says of its inputs does not matter to who sees errors alone. */
const isStacked = (client: unknown): client is Stacked =>
  typeof client === 'object' && client !== null && 'middlewareStack' in client

function watchErrors(client: unknown, onError: (error: unknown) => void): void {
  if (!isStacked(client)) return
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args)
      } catch (error) {
        onError(error)
        throw error
      }
    },
    { step: 'initialize', name: 'watchErrors' },
  )
}

/** The clients of one connection, one per service and Region, made when first asked for. */
export class ClientPool {
  readonly #settings: (service: ClientName, region: string) => ClientSettings
  readonly #clients = new Map<string, Promise<Clients[ClientName]>>()

  constructor(settings: (service: ClientName, region: string) => ClientSettings) {
    this.#settings = settings
  }

  client<S extends ClientName>(service: S, region: string): Promise<Clients[S]>
  client(service: ClientName, region: string): Promise<Clients[ClientName]> {
    const key = `${service}/${region}`
    let client = this.#clients.get(key)
    if (!client) {
      const settings = this.#settings(service, region)
      client = makers[service](settings).then((made) => {
        stopLogging(made)
        if (settings.onError) watchErrors(made, settings.onError)
        return made
      })
      this.#clients.set(key, client)
    }
    return client
  }

  async close(): Promise<void> {
    const clients = [...this.#clients.values()]
    this.#clients.clear()
    for (const client of await Promise.allSettled(clients)) {
      if (client.status === 'fulfilled') client.value.destroy()
    }
  }
}
