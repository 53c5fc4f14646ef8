import type { Site } from '../site.ts'

const hosts = ['checkip.amazonaws.com', 'icanhazip.com', 'ipv4.icanhazip.com', 'ifconfig.co']
/** These end their answer without a new line. */
const bareHosts = ['ifconfig.me', 'api.ipify.org', 'ipinfo.io']

/** Services that tell a caller its own public address. */
export const whatIsMyIp: Site = {
  serves: (host) => hosts.includes(host) || bareHosts.includes(host),
  answer: ({ host, path, caller }) =>
    path === '/' || path === '/ip'
      ? { type: 'text/plain', body: bareHosts.includes(host) ? caller : `${caller}\n` }
      : undefined,
}
