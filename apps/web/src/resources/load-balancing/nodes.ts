import type { FeedItem } from '@brume/console-api'

type NetworkInterface = FeedItem<'network-interfaces'>

/** The interfaces at which a load balancer takes requests: AWS describes them by the tail of its ARN. */
export function nodesOf<T extends NetworkInterface>(
  balancerArn: string | undefined,
  interfaces: readonly T[],
): readonly T[] {
  const tail = balancerArn?.split(':loadbalancer/')[1]
  if (tail === undefined) return []
  return interfaces.filter(({ Description }) => Description === `ELB ${tail}`)
}
