import type { DeleteInternetGatewayRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { internetGateways } from './internet-gateway.ts'

/** Deletes a gateway that is attached to no VPC. */
export const DeleteInternetGateway = operation<DeleteInternetGatewayRequest, object>(
  'DeleteInternetGateway',
  (ctx, { InternetGatewayId = '' }) => {
    const gateway = findRecord(ctx, internetGateways, 'internet-gateway', InternetGatewayId)
    if (gateway.vpcId !== undefined) {
      throw new AwsError(
        'DependencyViolation',
        `The internetGateway '${gateway.id}' has dependencies and cannot be deleted.`,
      )
    }
    ctx.db.delete(internetGateways, gateway.id)
    return {}
  },
)
