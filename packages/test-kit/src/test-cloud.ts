import { AutoScalingClient } from '@aws-sdk/client-auto-scaling'
import { BudgetsClient } from '@aws-sdk/client-budgets'
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { CostExplorerClient } from '@aws-sdk/client-cost-explorer'
import { EC2Client } from '@aws-sdk/client-ec2'
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import { IAMClient } from '@aws-sdk/client-iam'
import { PricingClient } from '@aws-sdk/client-pricing'
import { SavingsplansClient } from '@aws-sdk/client-savingsplans'
import { SSMClient } from '@aws-sdk/client-ssm'
import { STSClient } from '@aws-sdk/client-sts'
import {
  defaultAccount,
  startCloud,
  type Cloud,
  type CloudOptions,
  type MadeFault,
} from '@brume/cloud'

export interface TestCloudOptions extends CloudOptions {
  /** Region of clients that name none. Default ap-northeast-2. */
  readonly region?: string
}

/** Who a client is and where it calls. */
export interface Who {
  /** 12 digits; default the cloud's default account. */
  readonly account?: string
  readonly region?: string
  readonly credentials?: Credentials
}

interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** What every SDK client's constructor takes. */
export interface ClientConfig {
  readonly endpoint: string
  readonly region: string
  readonly credentials: Credentials
  readonly maxAttempts: number
}

export interface TestCloud extends Omit<Cloud, 'advance'> {
  /** For clients of services that have no shorthand here: `new CloudWatchClient(cloud.config())`. */
  config(who?: Who): ClientConfig
  autoScaling(who?: Who): AutoScalingClient
  ec2(who?: Who): EC2Client
  ssm(who?: Who): SSMClient
  sts(who?: Who): STSClient
  iam(who?: Who): IAMClient
  elbv2(who?: Who): ElasticLoadBalancingV2Client
  cloudwatch(who?: Who): CloudWatchClient
  pricing(who?: Who): PricingClient
  costExplorer(who?: Who): CostExplorerClient
  budgets(who?: Who): BudgetsClient
  savingsplans(who?: Who): SavingsplansClient
  /** Winds the account's clock: `advance('30s')` for the default account, `advance(account, '2m')`, or ms. */
  advance(by: Duration): Promise<void>
  advance(account: string, by: Duration): Promise<void>
  /**
   * Makes a fault as `POST /_brume/faults` does, in the default account unless the wish names one; throws when it is refused.
   * `end` takes it back.
   */
  fault(wish: Readonly<Record<string, unknown>>): { readonly made: MadeFault; end(): void }
  /** The account's present, ms since the epoch. */
  now(account?: string): number
}

/** Milliseconds, or a number with a unit. */
export type Duration = number | `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`

/** Where accounts of test clouds begin. */
const startAt = Date.UTC(2026, 0, 1)

/** In memory, on a free port, seeded, with time standing still, unless told otherwise. */
export async function startTestCloud(options: TestCloudOptions = {}): Promise<TestCloud> {
  const { region: defaultRegion = 'ap-northeast-2', ...cloudOptions } = options
  const cloud = await startCloud({ seed: 'test', speed: 'manual', startAt, ...cloudOptions })
  const clients: { destroy(): void }[] = []

  const config = (who: Who = {}): ClientConfig => ({
    endpoint: cloud.url,
    region: who.region ?? defaultRegion,
    credentials: who.credentials ?? {
      accessKeyId: who.account ?? defaultAccount,
      secretAccessKey: cloud.authorization.rootSecret(who.account ?? defaultAccount),
    },
    maxAttempts: 1,
  })
  const kept = <C extends { destroy(): void }>(client: C): C => {
    clients.push(client)
    return client
  }

  return {
    ...cloud,
    config,
    autoScaling: (who) => kept(new AutoScalingClient(config(who))),
    ec2: (who) => kept(new EC2Client(config(who))),
    ssm: (who) => kept(new SSMClient(config(who))),
    sts: (who) => kept(new STSClient(config(who))),
    iam: (who) => kept(new IAMClient(config(who))),
    elbv2: (who) => kept(new ElasticLoadBalancingV2Client(config(who))),
    cloudwatch: (who) => kept(new CloudWatchClient(config(who))),
    pricing: (who) => kept(new PricingClient(config(who))),
    costExplorer: (who) => kept(new CostExplorerClient(config(who))),
    budgets: (who) => kept(new BudgetsClient(config(who))),
    savingsplans: (who) => kept(new SavingsplansClient(config(who))),
    advance(accountOrBy: string | Duration, by?: Duration) {
      return by === undefined
        ? cloud.advance(defaultAccount, durationMs(accountOrBy))
        : cloud.advance(String(accountOrBy), durationMs(by))
    },
    fault({ account = defaultAccount, ...wish }) {
      const made = cloud.injectFault(String(account), wish)
      if ('refused' in made) throw new Error(String(made.refused))
      return {
        made,
        end: () => {
          if ('id' in made) cloud.removeFaults(String(account), String(made.id))
        },
      }
    },
    now: (account = defaultAccount) => cloud.engine.world(account).clock.now(),
    async close() {
      for (const client of clients) client.destroy()
      await cloud.close()
    },
  }
}

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

function durationMs(duration: string | number): number {
  if (typeof duration === 'number') return duration
  const parts = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(duration)
  const unit = unitMs[parts?.[2] ?? '']
  if (!parts || unit === undefined) throw new RangeError(`Not a duration: ${duration}`)
  return Number(parts[1]) * unit
}
