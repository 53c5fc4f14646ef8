import type { Context } from '../../../engine/context.ts'
import { privateDomain } from '../addresses/dns-names.ts'
import { newId } from '../ids.ts'
import { dhcpOptions, type DhcpOptionsRecord } from './dhcp-options.ts'

/** The Region's own set of options, which every new VPC gets; made anew when it was deleted. */
export function defaultDhcpOptionsId(ctx: Context): string {
  const configurations: DhcpOptionsRecord['configurations'] = [
    { key: 'domain-name', values: [privateDomain(ctx.region)] },
    { key: 'domain-name-servers', values: ['AmazonProvidedDNS'] },
  ]
  const wanted = JSON.stringify(configurations)
  const found = ctx.db
    .all(dhcpOptions)
    .find((options) => JSON.stringify(options.configurations) === wanted)
  if (found) return found.id
  const id = newId(ctx.chance, 'dopt')
  ctx.db.put(dhcpOptions, { id, configurations, tags: [] })
  return id
}
