import type { Place } from '../fabric/region-network.ts'
import type { Redirected } from './redirect.ts'
import type { ZoneCounts } from './zone-counts.ts'

/** How a client came to a balancer: by which node, to which port. */
export interface Entry extends Place {
  readonly balancerId: string
  /** The node's. */
  readonly networkInterfaceId: string
  readonly zone: string
  readonly port: number
  readonly client: { readonly address: string; readonly port: number }
  /** The node's own address as the client called it. */
  readonly address: string
  /** Of the balancer in the node's zone. */
  readonly counts: ZoneCounts
  readonly tls?: EntryTls
  /** Through the gateway: what is another origin's stays away from guests, and redirects lead to names that a browser here finds. */
  readonly browser?: EntryBrowser
}

export interface EntryTls {
  /** Undefined inside the cloud, where TLS is said, not spoken. */
  readonly protocol: string | undefined
  readonly cipher: string | undefined
  readonly serverName: string | undefined
  readonly certificateArn: string | undefined
}

export interface EntryBrowser {
  readonly locationOf: (to: Redirected) => string
  readonly cookiesOf: (header: string) => string | undefined
}
