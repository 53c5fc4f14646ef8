/**
 * Body of `POST /api/<connection>/<region>/reachability`: would a packet get there, and if not, what stops it? Answered with
 * the model's `FlowDecision`. On a connection to AWS it is worked out from what EC2 describes: whether something listens is then
 * not known, and `from` is an address instead of `my-computer`.
 */
export interface ReachabilityQuestion {
  readonly from: ReachabilityEnd | { readonly kind: 'my-computer' }
  /** A host name is looked up as the source would; on the embedded cloud alone. */
  readonly to: ReachabilityEnd | { readonly kind: 'host-name'; readonly name: string }
  readonly protocol: 'tcp' | 'udp' | 'icmp'
  /** 1 to 65535; not with ICMP, which stands for a ping. */
  readonly port?: number
}

export type ReachabilityEnd =
  | { readonly kind: 'instance'; readonly instanceId: string }
  | { readonly kind: 'network-interface'; readonly networkInterfaceId: string }
  /** IPv4 or IPv6, anywhere: as a source it is outside the VPCs. */
  | { readonly kind: 'address'; readonly address: string }

/** Answer of `GET /api/<connection>/<region>/flow-logs/<id>/records`, on the embedded cloud alone. */
export interface FlowLogRecords {
  /** The newest ones, oldest first, in the log's own format. */
  readonly records: readonly string[]
}

/** Answer of `GET /api/<connection>/<region>/load-balancers/access-log?arn=…`, on the embedded cloud alone. */
export interface AccessLogLines {
  /** The newest ones, oldest first, as AWS writes them. */
  readonly lines: readonly string[]
}

/** `GET` and, as its body and answer, `POST …/cloud/network`. */
export interface CloudNetwork {
  /** Whence "My computer" and everything on this computer reaches instances: "My IP", IPv4. */
  readonly myAddress: string
}
