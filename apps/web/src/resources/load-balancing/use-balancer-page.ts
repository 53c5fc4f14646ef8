import { useBootstrap, useConnection } from '../../api/index.ts'
import type { Balancer, Listener } from './model.ts'

/**
 * Where a listener's page opens: on the embedded cloud the balancer's DNS name with `.localhost`, through the gateway, which takes
 * plain requests and TLS at one port. Undefined for what no browser speaks, and for what is not open to the outside.
 */
export function useBalancerPage(): (
  balancer: Balancer,
  listener: Listener | undefined,
) => string | undefined {
  const { gatewayUrl } = useBootstrap()
  const { kind } = useConnection()
  return (balancer, listener) => {
    const { DNSName, Scheme } = balancer
    const { Protocol, Port = 80 } = listener ?? {}
    if (DNSName === undefined || Scheme === 'internal' || listener === undefined) return undefined
    const scheme = Protocol === 'HTTPS' || Protocol === 'TLS' ? 'https' : 'http'
    if (Protocol !== 'HTTP' && Protocol !== 'HTTPS' && Protocol !== 'TCP') return undefined
    if (kind !== 'embedded') return `${scheme}://${DNSName}:${Port}/`
    if (!gatewayUrl) return undefined
    const host = DNSName.replace(/\.amazonaws\.com$/, '.localhost')
    const prefix = Port === 80 || (Port === 443 && scheme === 'https') ? '' : `p${Port}.`
    return `${scheme}://${prefix}${host}:${new URL(gatewayUrl).port}/`
  }
}
