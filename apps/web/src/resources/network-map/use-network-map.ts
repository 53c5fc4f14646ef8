import { useMemo } from 'react'
import { useFeed } from '../../api/index.ts'
import type { MapGateway, NetworkMap } from '../../lib/network-map.ts'
import { nameOf } from '../../lib/tags.ts'
import { destinationOf, routesOf, targetOf } from '../routes.tsx'

/** The picture of a VPC as it is now. */
export function useNetworkMap(vpcId: string): NetworkMap {
  const subnets = useFeed('subnets').list
  const tables = useFeed('route-tables').list
  const gateways = useFeed('internet-gateways').list
  const nats = useFeed('nat-gateways').list
  const egressOnly = useFeed('egress-only-internet-gateways').list
  const peerings = useFeed('peering-connections').list
  const instances = useFeed('instances').list
  return useMemo(() => {
    const inVpc = (item: { VpcId?: string | undefined }) => item.VpcId === vpcId
    const own = tables.filter(inVpc)
    const main = own.find((table) => table.Associations?.some(({ Main }) => Main))
    const tableOf = (subnetId: string | undefined) =>
      own.find((table) => table.Associations?.some(({ SubnetId }) => SubnetId === subnetId)) ?? main
    return {
      subnets: subnets.filter(inVpc).map((subnet) => ({
        id: subnet.SubnetId ?? '',
        name: nameOf(subnet),
        cidr: subnet.CidrBlock ?? '',
        zone: subnet.AvailabilityZone ?? '',
        tableId: tableOf(subnet.SubnetId)?.RouteTableId ?? '',
        instances: instances
          .filter((one) => one.SubnetId === subnet.SubnetId && one.State?.Name !== 'terminated')
          .map((one) => ({
            id: one.InstanceId ?? '',
            name: nameOf(one),
            state: one.State?.Name ?? '',
            address: one.PrivateIpAddress ?? '',
            publicAddress: one.PublicIpAddress,
          })),
      })),
      tables: own.map((table) => ({
        id: table.RouteTableId ?? '',
        name: nameOf(table),
        main: table === main,
        routes: routesOf(table)
          .filter(({ GatewayId }) => GatewayId !== 'local')
          .map((route) => ({ destination: destinationOf(route), target: targetOf(route) })),
      })),
      gateways: [
        ...gateways
          .filter(({ Attachments }) => Attachments?.some(inVpc))
          .map<MapGateway>((one) => ({
            id: one.InternetGatewayId ?? '',
            name: nameOf(one),
            kind: 'internet-gateway',
          })),
        ...nats
          .filter((one) => inVpc(one) && (one.State === 'available' || one.State === 'pending'))
          .map<MapGateway>((one) => ({
            id: one.NatGatewayId ?? '',
            name: nameOf(one),
            kind: 'nat-gateway',
            subnetId: one.SubnetId,
          })),
        ...egressOnly
          .filter(({ Attachments }) => Attachments?.some(inVpc))
          .map<MapGateway>((one) => ({
            id: one.EgressOnlyInternetGatewayId ?? '',
            name: nameOf(one),
            kind: 'egress-only',
          })),
        ...peerings
          .filter(
            ({ Status, RequesterVpcInfo, AccepterVpcInfo }) =>
              Status?.Code === 'active' &&
              [RequesterVpcInfo, AccepterVpcInfo].some((info) => info && inVpc(info)),
          )
          .map<MapGateway>((one) => ({
            id: one.VpcPeeringConnectionId ?? '',
            name: nameOf(one),
            kind: 'peering',
          })),
      ],
    }
  }, [vpcId, subnets, tables, gateways, nats, egressOnly, peerings, instances])
}
