import type { Duplex } from 'node:stream'
import type {
  AccountCosts,
  ClockCommand,
  CloudClock,
  CloudFault,
  CloudNetwork,
  MadeFault,
  ReachabilityQuestion,
  SshLines,
  TrafficRun,
  TypePrices,
} from '@brume/console-api'
import type { Cloud, Fabric, IamMode, RecordedDecision } from '@brume/cloud'
import type { OpenGuestTty } from '../terminals/guest-terminal.ts'
import { explainDenials } from '../sign-in/denials.ts'
import { ClientPool, type ClientSettings } from '../sdk/clients.ts'
import type { OpenConnection } from './connection.ts'

/** What the BFF needs of the embedded cloud besides its AWS endpoint. */
export interface EmbeddedCloud {
  /** Of the default connection, 12 digits. */
  readonly account: string
  /** AWS endpoint, e.g. `http://127.0.0.1:4566`. */
  readonly awsUrl: string
  /** The secret key of an account's root user, whose access key is the account's number. */
  rootSecret(account: string): string
  /** Whether calls of an account are checked by policies. */
  iamMode(account: string): IamMode
  setIamMode(account: string, mode: IamMode): void
  /** What was asked of an account's policies lately, the newest first; of one principal, or of all. */
  iamDecisions(account: string, principal?: string): readonly RecordedDecision[]
  /** A policy that allows just what a principal asked for. */
  leastPolicy(account: string, principal: string): object
  readonly never: Cloud['authorization']['never']
  /** Users of accounts, who sign in with a password. */
  readonly signIn: Cloud['signIn']
  /** Where guests' pages are served, e.g. `http://127.0.0.1:8090`; undefined where they are not. */
  readonly gatewayUrl?: string | undefined
  /** Every committed change of every account. Returns how to stop listening. */
  onChange(listener: (change: CloudChange) => void): () => void
  /** Called with an account that was put back to its first day. */
  onReset(listener: (account: string) => void): () => void
  readClock(account: string): CloudClock
  setClock(account: string, command: ClockCommand): Promise<CloudClock>
  /** Resolves once the account is as on its first day. */
  reset(account: string): Promise<void>
  /** On-Demand prices of the types of a Region; empty when none is established. */
  prices(region: string): Readonly<Record<string, TypePrices>>
  /** What the account costs, so far this month and by the hour. */
  costs(account: string): AccountCosts
  setFreeTier(account: string, freeTier: boolean): void
  readNetwork(account: string): CloudNetwork
  /** Throws a refusal for an address that no computer outside can have. */
  setNetwork(account: string, network: CloudNetwork): CloudNetwork
  /** Throws `UnknownEnd` for an instance or interface that is not there. */
  reachability(
    account: string,
    region: string,
    question: ReachabilityQuestion,
  ): ReturnType<Fabric['decide']>
  /** The newest records of a flow log; undefined for one that is not there. */
  flowLogRecords(account: string, region: string, flowLogId: string): readonly string[] | undefined
  /** The newest lines of a load balancer's access log; undefined for one that is not there. */
  accessLog(account: string, region: string, balancerArn: string): readonly string[] | undefined
  /** Where SSH clients of this computer reach an instance, while it runs and has a public address. */
  sshEndpoint(account: string, region: string, instanceId: string): SshLines['endpoint']
  /** A connection as EC2 Instance Connect opens it: from the addresses that AWS publishes for it in the Region. */
  connectFromInstanceConnect(
    account: string,
    region: string,
    address: string,
    port: number,
  ): Promise<Duplex | { readonly unreachable: string }>
  openSerialConsole(
    account: string,
    region: string,
    instanceId: string,
    options: Parameters<OpenGuestTty>[0],
  ): ReturnType<OpenGuestTty>
  /** Makes a fault in the account; throws a refusal that says why it cannot be made. */
  injectFault(account: string, wish: Readonly<Record<string, unknown>>): MadeFault
  listFaults(account: string): readonly CloudFault[]
  /** Takes one back, or all; answers the ids of those that are gone. Throws a refusal for one that is not there. */
  removeFaults(account: string, id?: string): readonly string[]
  listTraffic(account: string): readonly TrafficRun[]
  /** Throws a refusal that says what is wrong with the wish. */
  startTraffic(account: string, wish: Readonly<Record<string, unknown>>): TrafficRun
  stopTraffic(account: string, id: number): void
  /** Accepts a Marketplace product's terms; false when there is no such product. */
  acceptTerms(account: string, productCode: string): boolean
  /** A shell on the account's own laptop. */
  openMyComputer(account: string, options: Parameters<OpenGuestTty>[0]): ReturnType<OpenGuestTty>
  /** Puts a file into the laptop's downloads. */
  downloadToMyComputer(account: string, name: string, bytes: Uint8Array): Promise<void>
}

export interface CloudChange {
  readonly account: string
  /** Absent for what belongs to the account as a whole. */
  readonly region: string | undefined
  /** Collection, e.g. `ec2/instance`. */
  readonly type: string
  readonly id: string
  readonly deleted: boolean
}

/**
 * A connection to the embedded cloud: `embedded` is the default account, `embedded-<12 digits>` any other, so that each
 * student of a class and each test of a run can have a world of its own.
 */
export function embeddedConnection(
  cloud: EmbeddedCloud,
  options: { readOnly: boolean; defaultRegion?: string | undefined },
  account = cloud.account,
): OpenConnection {
  const isDefault = account === cloud.account
  return {
    account,
    info: {
      id: isDefault ? 'embedded' : `embedded-${account}`,
      kind: 'embedded',
      name: isDefault ? 'Embedded cloud' : `Embedded cloud ${account}`,
      ...(options.defaultRegion !== undefined && { defaultRegion: options.defaultRegion }),
      readOnly: options.readOnly,
      source: `account ${account}`,
    },
    clients: new ClientPool((_service, region) => ({
      region,
      // an access key that is an account's number lands in that account
      credentials: { accessKeyId: account, secretAccessKey: cloud.rootSecret(account) },
      endpoint: cloud.awsUrl,
      // a failure within one process is never a lost packet: asking again would only do a thing twice
      maxAttempts: 1,
    })),
  }
}

/** The same connection, by the credentials of somebody who has signed in. */
export function actingConnection(
  cloud: EmbeddedCloud,
  home: OpenConnection,
  credentials: ClientSettings['credentials'],
  as: { readonly actsAs: string; readonly principal: string },
): OpenConnection {
  return {
    ...home,
    ...as,
    clients: new ClientPool((_service, region) => ({
      region,
      credentials,
      endpoint: cloud.awsUrl,
      maxAttempts: 1,
      onError: explainDenials(cloud, home.account ?? '', as.principal),
    })),
  }
}
