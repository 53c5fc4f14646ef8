import type { ReadRecords } from '../../../engine/collection.ts'
import { formatIpv4, parseIpv4Block } from '../../../network/cidr.ts'
import type { VpcRecord } from '../vpcs/vpc.ts'
import { dhcpOptions } from './dhcp-options.ts'

/** https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html */
const amazonServer6 = 'fd00:ec2::253'

/** What instances of a VPC are told by DHCP. */
export interface DhcpSettings {
  readonly domainName?: string
  readonly nameServers: readonly string[]
  readonly ntpServers: readonly string[]
}

/** `family`: of the guest's own address. */
export function dhcpSettingsOf(
  db: ReadRecords,
  vpc: VpcRecord,
  family: 'ipv4' | 'ipv6' = 'ipv4',
): DhcpSettings {
  const own = family === 'ipv6' ? amazonServer6 : resolverOf(vpc.cidrBlock)
  const { configurations = [] } = db.get(dhcpOptions, vpc.dhcpOptionsId) ?? {}
  const values = (key: string): readonly string[] =>
    configurations.find((each) => each.key === key)?.values ?? []
  const domain = values('domain-name').join(' ')
  return {
    ...(domain !== '' && { domainName: domain }),
    nameServers: values('domain-name-servers').map((server) =>
      server === 'AmazonProvidedDNS' ? (own ?? server) : server,
    ),
    ntpServers: values('ntp-servers'),
  }
}

/** Amazon's name server stands at the base of a VPC's block plus two. */
export function resolverOf(cidrBlock: string): string | undefined {
  const block = parseIpv4Block(cidrBlock)
  return block && formatIpv4(block.first + 2)
}
