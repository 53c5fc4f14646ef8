import type {
  CreateEgressOnlyInternetGatewayRequest,
  CreateEgressOnlyInternetGatewayResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { vpcs } from '../vpcs/vpc.ts'
import { toEgressOnlyInternetGateway } from './describe-egress-only-internet-gateway.ts'
import { egressOnlyInternetGateways } from './egress-only-internet-gateway.ts'

/**
 * A way out for IPv6, and none in.
 * @limits 5 in a Region.
 */
export const CreateEgressOnlyInternetGateway = operation<
  CreateEgressOnlyInternetGatewayRequest,
  CreateEgressOnlyInternetGatewayResult
>('CreateEgressOnlyInternetGateway', (ctx, input) => {
  const type = 'egress-only-internet-gateway'
  const tags = readTagSpecifications(input.TagSpecifications, [type])(type)
  const vpc = findRecord(ctx, vpcs, 'vpc', input.VpcId ?? '')
  const present = ctx.db.count(egressOnlyInternetGateways)
  checkQuota(ctx, 'egressOnlyInternetGateways', present)
  const gateway = { id: newId(ctx.chance, 'eigw'), vpcId: vpc.id, tags }
  ctx.db.put(egressOnlyInternetGateways, gateway)
  return {
    ClientToken: input.ClientToken,
    EgressOnlyInternetGateway: toEgressOnlyInternetGateway(gateway),
  }
})
