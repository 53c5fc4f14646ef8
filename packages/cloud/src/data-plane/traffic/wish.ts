/** Requests that are sent for trying a balancer or a server: so many a second of the account's time. */
export interface TrafficWish {
  /** A DNS name of the cloud (a balancer's, an instance's) or an IPv4 address. */
  readonly host: string
  readonly port: number
  readonly path: string
  /** 1 to 500. */
  readonly perSecond: number
  /** `internet`: from many addresses; `my-computer`: from "My IP". */
  readonly from: 'my-computer' | 'internet'
  /** Ms of the account's time. */
  readonly lastsMs: number
}
