import type { ReadRecords } from '../../../engine/collection.ts'
import { formatIpv4, parseIpv4Block } from '../../../network/cidr.ts'
import type { VpcRecord } from '../vpcs/vpc.ts'
import { dhcpOptions } from './dhcp-options.ts'

/** What instances of a VPC are told by DHCP. */
export interface DhcpSettings {
  readonly domainName?: string
  readonly nameServers: readonly string[]
  readonly ntpServers: readonly string[]
}

export function dhcpSettingsOf(db: ReadRecords, vpc: VpcRecord): DhcpSettings {
  const { configurations = [] } = db.get(dhcpOptions, vpc.dhcpOptionsId) ?? {}
  const values = (key: string): readonly string[] =>
    configurations.find((each) => each.key === key)?.values ?? []
  const domain = values('domain-name').join(' ')
  return {
    ...(domain !== '' && { domainName: domain }),
    nameServers: values('domain-name-servers').map((server) =>
      server === 'AmazonProvidedDNS' ? (resolverOf(vpc.cidrBlock) ?? server) : server,
    ),
    ntpServers: values('ntp-servers'),
  }
}

/** Amazon's name server stands at the base of a VPC's block plus two. */
export function resolverOf(cidrBlock: string): string | undefined {
  const block = parseIpv4Block(cidrBlock)
  return block && formatIpv4(block.first + 2)
}
