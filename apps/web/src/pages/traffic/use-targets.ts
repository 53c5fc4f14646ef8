import { useFeed } from '../../api/index.ts'
import { nameOf } from '../../lib/tags.ts'

export interface TrafficTarget {
  readonly value: string
  readonly label: string
  readonly description: string
}

/** Where visitors can go: balancers by their names, then instances that have a public address. */
export function useTargets(): readonly TrafficTarget[] {
  const balancers = useFeed('load-balancers').list
  const instances = useFeed('instances').list
  return [
    ...balancers
      .filter(({ Scheme }) => Scheme === 'internet-facing')
      .map(({ DNSName = '', LoadBalancerName = '' }) => ({
        value: DNSName,
        label: LoadBalancerName,
        description: DNSName,
      })),
    ...instances.flatMap((instance) =>
      instance.State?.Name === 'running' && instance.PublicIpAddress
        ? [
            {
              value: instance.PublicIpAddress,
              label: nameOf(instance) || (instance.InstanceId ?? ''),
              description: `${instance.InstanceId ?? ''} · ${instance.PublicIpAddress}`,
            },
          ]
        : [],
    ),
  ]
}
