import { useBootstrap, useConnection } from './bootstrap.ts'

/** The account that the embedded cloud's own connection opens. */
const embedded = 'embedded'

/**
 * Where the page opens that an instance serves: its public DNS name with `.localhost`, through the gateway. Undefined on AWS, where the
 * name itself leads there, and without a public address.
 */
export function useGuestPage(region: string): (publicIp: string | undefined) => string | undefined {
  const { gatewayUrl } = useBootstrap()
  const { id, kind } = useConnection()
  return (publicIp) => {
    if (kind !== 'embedded' || !gatewayUrl || !publicIp) return undefined
    const account = id === embedded ? '' : `${id.slice(embedded.length + 1)}.`
    const domain = region === 'us-east-1' ? 'compute-1' : `${region}.compute`
    const { port } = new URL(gatewayUrl)
    return `http://${account}ec2-${publicIp.replaceAll('.', '-')}.${domain}.localhost:${port}/`
  }
}
