import type { CreateCarrierGatewayRequest, CreateCarrierGatewayResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { carrierGateways } from './carrier-gateway.ts'
import { toCarrierGateway } from './describe-carrier-gateway.ts'

/**
 * A gateway for Wavelength Zones; AWS makes one for any VPC of a Region, with a subnet in such a zone or without.
 * @limits One for a VPC.
 * @differs No zone here is a Wavelength Zone: nothing leads through it.
 */
export const CreateCarrierGateway = operation<
  CreateCarrierGatewayRequest,
  CreateCarrierGatewayResult
>('CreateCarrierGateway', (ctx, input) => {
  const tags = readTagSpecifications(input.TagSpecifications, ['carrier-gateway'])(
    'carrier-gateway',
  )
  const vpc = findRecord(ctx, vpcs, 'vpc', input.VpcId ?? '')
  // https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-gateways
  if (ctx.db.by(carrierGateways, 'vpc', vpc.id).length > 0) {
    throw new AwsError(
      'CarrierGatewayLimitExceeded',
      'The maximum number of carrier gateways of the VPC has been reached.',
    )
  }
  const gateway = { id: newId(ctx.chance, 'cagw'), vpcId: vpc.id, tags }
  ctx.db.put(carrierGateways, gateway)
  return { CarrierGateway: toCarrierGateway(ctx, gateway) }
})
