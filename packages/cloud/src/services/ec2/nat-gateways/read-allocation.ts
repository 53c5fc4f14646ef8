import type { CreateNatGatewayRequest } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { elasticIps, type ElasticIpRecord } from '../addresses/elastic-ip.ts'

/** The Elastic IP of a public gateway; a private one has none. */
export function readAllocation(
  ctx: Context,
  { AllocationId: id, ConnectivityType }: CreateNatGatewayRequest,
): ElasticIpRecord | undefined {
  if (ConnectivityType === 'private') {
    if (!id) return undefined
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter AllocationId cannot be used with a private NAT gateway',
    )
  }
  if (!id) {
    throw new AwsError(
      'MissingParameter',
      'The request must include the AllocationId parameter. Add the required parameter and retry the request.',
    )
  }
  const found = ctx.db.get(elasticIps, id)
  if (found) return found
  throw /^eipalloc-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)
    ? new AwsError('InvalidElasticIpID.NotFound', `The elasticIp ID '${id}' does not exist`)
    : new AwsError('InvalidElasticIpID.Malformed', `The elastic-ip ID '${id}' is malformed`)
}
