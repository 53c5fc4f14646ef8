import type { Translate } from '../../i18n/index.ts'

/** The kinds of addresses that a balancer or a group takes. */
export function ipTypeText(type: string | undefined, t: Translate): string {
  if (type === 'dualstack') return t('loadBalancers.dualstack')
  return type === 'ipv6' ? 'IPv6' : 'IPv4'
}
