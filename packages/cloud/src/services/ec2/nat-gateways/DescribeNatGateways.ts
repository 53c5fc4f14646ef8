import type { DescribeNatGatewaysRequest, DescribeNatGatewaysResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeRecords } from '../describe.ts'
import type { FilterFields } from '../filters.ts'
import { toNatGateway } from './describe-nat-gateway.ts'
import { natGateways, type NatGatewayRecord } from './nat-gateway.ts'

/** Lists NAT gateways, deleted ones for an hour more. Its list of filters is called `Filter`. */
export const DescribeNatGateways = operation<DescribeNatGatewaysRequest, DescribeNatGatewaysResult>(
  'DescribeNatGateways',
  (ctx, { Filter, ...input }) => {
    const { items, nextToken } = describeRecords(
      ctx,
      'DescribeNatGateways',
      natGateways,
      { ...input, Filters: Filter },
      { kind: 'nat-gateway', ids: input.NatGatewayIds, filters },
    )
    return { NatGateways: items.map(toNatGateway), NextToken: nextToken }
  },
)

const filters: FilterFields<NatGatewayRecord> = {
  fields: {
    'nat-gateway-id': (gateway) => gateway.id,
    state: (gateway) => gateway.state,
    'subnet-id': (gateway) => gateway.subnetId,
    'vpc-id': (gateway) => gateway.vpcId,
  },
  tags: (gateway) => gateway.tags,
}
