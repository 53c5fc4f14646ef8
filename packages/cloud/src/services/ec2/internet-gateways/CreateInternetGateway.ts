import type { CreateInternetGatewayRequest, CreateInternetGatewayResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { toInternetGateway } from './describe-internet-gateway.ts'
import { internetGateways } from './internet-gateway.ts'

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
  checkQuota(ctx, 'internetGateways', ctx.db.count(internetGateways))
  const gateway = { id: newId(ctx.chance, 'igw'), tags }
  ctx.db.put(internetGateways, gateway)
  return { InternetGateway: toInternetGateway(ctx, gateway) }
})
