/** What a Host header names: a port of a load balancer, perhaps of a given account. */
export interface BalancerName {
  /** As AWS has it: `web-1234.ap-northeast-2.elb.amazonaws.com`. */
  readonly dnsName: string
  /** 12 digits, where the name says whose it is. */
  readonly account: string | undefined
  /** Undefined: 80, or 443 for who speaks TLS. */
  readonly port: number | undefined
}

const region = String.raw`[a-z]{2}(?:-[a-z]+)+-\d{1,2}`
const pattern = new RegExp(
  String.raw`^(?:p(?<port>\d{1,5})\.)?(?:(?<account>\d{12})\.)?(?<name>(?:${region}[a-z]\.)?[a-z0-9-]+\.(?:${region}\.elb|elb\.${region}))\.(?:localhost|amazonaws\.com)$`,
)

/** Reads a balancer's name as `readGuestName` reads an instance's. */
export function readBalancerName(host: string | undefined): BalancerName | undefined {
  if (host === undefined || !host.includes('elb')) return undefined
  const name = host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '')
  const found = pattern.exec(name)?.groups
  if (!found) return undefined
  const port = found['port'] === undefined ? undefined : Number(found['port'])
  if (port !== undefined && (port < 1 || port > 65_535)) return undefined
  return { dnsName: `${found['name']}.amazonaws.com`, account: found['account'], port }
}

/** The name under which a browser here finds a listener, for a name that it used: without the gateway's own port. */
export function localName(host: string, protocol: string, port: string): string {
  const bare = host.replace(/^p\d{1,5}\./, '')
  const isUsual = port === (protocol === 'https' ? '443' : '80')
  return isUsual ? bare : `p${port}.${bare}`
}
