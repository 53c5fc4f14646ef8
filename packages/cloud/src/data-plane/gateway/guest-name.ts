/** What a Host header names: a port of a public address, perhaps of a given account. */
export interface GuestName {
  /** Dotted quad. */
  readonly address: string
  readonly port: number
  /** 12 digits, where the name says whose address it is: two accounts may have been given the same one. */
  readonly account?: string
}

const publicName =
  /^(?:p(?<port>\d{1,5})\.)?(?:(?<account>\d{12})\.)?ec2-(?<a>\d{1,3})-(?<b>\d{1,3})-(?<c>\d{1,3})-(?<d>\d{1,3})\.(?:compute-1|[a-z]{2}(?:-[a-z]+)+-\d{1,2}\.compute)\.(?:localhost|amazonaws\.com)$/
const defaultPort = 80

/**
 * Reads the name that a browser was sent to: AWS's public DNS name with `.amazonaws.com` replaced by `.localhost`, which every
 * browser leads to this computer; `p8080.` before it names another port than 80. A bare public address is taken too, for
 * `curl -H 'Host: …'`. Undefined for every other name: the gateway is no open proxy.
 */
export function readGuestName(host: string | undefined): GuestName | undefined {
  const name = host?.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '') ?? ''
  const found = publicName.exec(name)?.groups
  if (!found) return isAddress(name) ? { address: name, port: defaultPort } : undefined
  const address = [found['a'], found['b'], found['c'], found['d']].join('.')
  const port = Number(found['port'] ?? defaultPort)
  if (!isAddress(address) || port < 1 || port > 65_535) return undefined
  const account = found['account']
  return account === undefined ? { address, port } : { address, port, account }
}

/** Only addresses that the cloud may have given out: never this computer's own, nor its networks'. */
function isAddress(text: string): boolean {
  const parts = text.split('.')
  return (
    parts.length === 4 &&
    parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256) &&
    parts[0] !== '127'
  )
}
