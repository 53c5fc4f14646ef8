import type { CreateInternetGatewayRequest, CreateInternetGatewayResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { toInternetGateway } from './describe-internet-gateway.ts'
import { internetGateways } from './internet-gateway.ts'

/** As many as VPCs. https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const gatewayLimit = 5

/**
 * Makes an internet gateway.
 * @limits 5 in a Region.
 */
export const CreateInternetGateway = operation<
  CreateInternetGatewayRequest,
  CreateInternetGatewayResult
>('CreateInternetGateway', (ctx, input) => {
  const tags = readTagSpecifications(input.TagSpecifications, ['internet-gateway'])(
    'internet-gateway',
  )
  if (ctx.db.count(internetGateways) >= gatewayLimit) {
    throw new AwsError(
      'InternetGatewayLimitExceeded',
      'The maximum number of internet gateways has been reached.',
    )
  }
  const gateway = { id: newId(ctx.chance, 'igw'), tags }
  ctx.db.put(internetGateways, gateway)
  return { InternetGateway: toInternetGateway(ctx, gateway) }
})
