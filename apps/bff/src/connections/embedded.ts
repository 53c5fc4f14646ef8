import type { CloudClock, ClockCommand } from '@brume/console-api'
import { ClientPool } from '../sdk/clients.ts'
import type { OpenConnection } from './connection.ts'

/** What the BFF needs of the embedded cloud besides its AWS endpoint. */
export interface EmbeddedCloud {
  /** Of the default connection, 12 digits. */
  readonly account: string
  /** AWS endpoint, e.g. `http://127.0.0.1:4566`. */
  readonly awsUrl: string
  readonly gatewayUrl?: string
  /** Every committed change of every account. Returns how to stop listening. */
  onChange(listener: (change: CloudChange) => void): () => void
  /** Called with an account that was put back to its first day. */
  onReset(listener: (account: string) => void): () => void
  readClock(account: string): CloudClock
  setClock(account: string, command: ClockCommand): Promise<CloudClock>
  /** Resolves once the account is as on its first day. */
  reset(account: string): Promise<void>
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

/** The default connection. */
export function embeddedConnection(
  cloud: EmbeddedCloud,
  options: { readOnly: boolean; defaultRegion: string },
): OpenConnection {
  return {
    info: {
      id: 'embedded',
      kind: 'embedded',
      name: 'Embedded cloud',
      defaultRegion: options.defaultRegion,
      readOnly: options.readOnly,
      source: `account ${cloud.account}`,
    },
    clients: new ClientPool((_service, region) => ({
      region,
      // an access key that is an account's number lands in that account
      credentials: { accessKeyId: cloud.account, secretAccessKey: 'embedded' },
      endpoint: cloud.awsUrl,
      // a failure within one process is never a lost packet: asking again would only do a thing twice
      maxAttempts: 1,
    })),
  }
}
