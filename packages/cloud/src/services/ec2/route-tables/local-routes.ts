import { ipv4Associations, ipv6Associations, type VpcRecord } from '../vpcs/vpc.ts'
import type { Route } from './route-table.ts'

const local = { gatewayId: 'local', origin: 'CreateRouteTable' } as const

export const localRoute = (destinationCidrBlock: string): Route => ({
  destinationCidrBlock,
  ...local,
})

export const localIpv6Route = (destinationIpv6CidrBlock: string): Route => ({
  destinationIpv6CidrBlock,
  ...local,
})

/** The routes that every table of a VPC begins with: one for each of its blocks. */
export function localRoutes(vpc: VpcRecord): readonly Route[] {
  return [
    ...ipv4Associations(vpc).map(({ cidrBlock }) => localRoute(cidrBlock)),
    ...ipv6Associations(vpc).map(({ cidrBlock }) => localIpv6Route(cidrBlock)),
  ]
}
