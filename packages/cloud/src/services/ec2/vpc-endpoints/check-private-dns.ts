import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { VpcRecord } from '../vpcs/vpc.ts'
import type { EndpointService } from './endpoint-services.ts'
import { vpcEndpoints } from './vpc-endpoint.ts'

/** Throws AWS's errors where the service's own name cannot lead to one more endpoint of the VPC. */
export function checkPrivateDns(ctx: Context, vpc: VpcRecord, service: EndpointService): void {
  if (!vpc.enableDnsHostnames || !vpc.enableDnsSupport) {
    throw new AwsError(
      'InvalidParameter',
      `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpc.id}`,
    )
  }
  const taken = ctx.db
    .by(vpcEndpoints, 'vpc', vpc.id)
    .some(
      ({ serviceName, privateDnsEnabled, state }) =>
        serviceName === service.name && privateDnsEnabled && state !== 'deleting',
    )
  if (!taken) return
  throw new AwsError(
    'InvalidParameter',
    `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${service.privateDnsName} in the VPC ${vpc.id}`,
  )
}
