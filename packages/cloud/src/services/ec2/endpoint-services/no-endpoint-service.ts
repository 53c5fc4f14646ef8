import { AwsError } from '../../../errors.ts'

/**
 * An endpoint service stands before a load balancer, and there are none here: no id names one.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html
 */
export function noEndpointService(id: string | undefined): AwsError {
  return new AwsError(
    'InvalidVpcEndpointServiceId.NotFound',
    `The VpcEndpointService Id '${id ?? ''}' does not exist`,
  )
}
