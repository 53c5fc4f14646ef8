import type { AttachInternetGatewayRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { internetGateways } from './internet-gateway.ts'

/**
 * Attaches the gateway to a VPC: routes to it lead out.
 * @limits One a VPC.
 */
export const AttachInternetGateway = operation<AttachInternetGatewayRequest, object>(
  'AttachInternetGateway',
  (ctx, { InternetGatewayId = '', VpcId = '' }) => {
    const gateway = findRecord(ctx, internetGateways, 'internet-gateway', InternetGatewayId)
    const vpc = findRecord(ctx, vpcs, 'vpc', VpcId)
    if (gateway.vpcId !== undefined) {
      throw new AwsError(
        'Resource.AlreadyAssociated',
        `resource ${gateway.id} is already attached to network ${gateway.vpcId}`,
      )
    }
    if (ctx.db.by(internetGateways, 'vpc', vpc.id).length > 0) {
      throw new AwsError(
        'InvalidParameterValue',
        `Network ${vpc.id} already has an internet gateway attached`,
      )
    }
    ctx.db.put(internetGateways, { ...gateway, vpcId: vpc.id })
    return {}
  },
)
