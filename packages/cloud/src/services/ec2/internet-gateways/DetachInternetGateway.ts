import type { DetachInternetGatewayRequest } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { routeTables } from '../route-tables/route-table.ts'
import { subnets } from '../subnets/subnet.ts'
import { internetGateways } from './internet-gateway.ts'

/**
 * Detaches the gateway.
 * @limits Not while the VPC has public addresses mapped.
 */
export const DetachInternetGateway = operation<DetachInternetGatewayRequest, object>(
  'DetachInternetGateway',
  (ctx, { InternetGatewayId = '', VpcId = '' }) => {
    const { id, vpcId, tags } = findRecord(
      ctx,
      internetGateways,
      'internet-gateway',
      InternetGatewayId,
    )
    if (vpcId === undefined || vpcId !== VpcId) {
      throw new AwsError(
        'Gateway.NotAttached',
        `resource ${id} is not attached to network ${VpcId}`,
      )
    }
    if (hasPublicAddresses(ctx, vpcId)) {
      throw new AwsError(
        'DependencyViolation',
        `Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
      )
    }
    for (const table of ctx.db.by(routeTables, 'gateway', id)) {
      const associations = table.associations.filter(({ gatewayId }) => gatewayId !== id)
      ctx.db.put(routeTables, { ...table, associations })
    }
    ctx.db.put(internetGateways, { id, tags })
    return {}
  },
)

function hasPublicAddresses({ db }: Context, vpcId: string): boolean {
  return db
    .by(subnets, 'vpc', vpcId)
    .flatMap((subnet) => db.by(networkInterfaces, 'subnet', subnet.id))
    .some((eni) => eni.privateIpAddresses.some(({ association }) => association !== undefined))
}
