import type { IdFormat } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../errors.ts'

/** The kinds that had short ids once. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeIdFormat.html */
const resources = [
  'bundle',
  'conversion-task',
  'customer-gateway',
  'dhcp-options',
  'elastic-ip-allocation',
  'elastic-ip-association',
  'export-task',
  'flow-log',
  'image',
  'import-task',
  'instance',
  'internet-gateway',
  'network-acl',
  'network-acl-association',
  'network-interface',
  'network-interface-attachment',
  'prefix-list',
  'reservation',
  'route-table',
  'route-table-association',
  'security-group',
  'snapshot',
  'subnet',
  'subnet-cidr-block-association',
  'volume',
  'vpc',
  'vpc-cidr-block-association',
  'vpc-endpoint',
  'vpc-peering-connection',
  'vpn-connection',
  'vpn-gateway',
] as const

/** All ids are long since 2018, and no setting changes that any more. */
export function idFormats(asked: readonly string[] = []): IdFormat[] {
  for (const resource of asked) checkResource(resource)
  return resources
    .filter((resource) => asked.length === 0 || asked.includes(resource))
    .map((Resource) => ({ Resource, UseLongIds: true }))
}

export function checkResource(resource: string | undefined): void {
  if (resources.some((each) => each === resource)) return
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${resource ?? ''}) for parameter resource is invalid.`,
  )
}

/** Asking for long ids changes nothing; short ones cannot be had. */
export function checkLongIds(resource: string | undefined, useLongIds: boolean | undefined): void {
  if (resource !== 'all-current') checkResource(resource)
  if (useLongIds === undefined) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter UseLongIds')
  }
  if (useLongIds) return
  throw new AwsError(
    'InvalidParameterValue',
    'Short IDs are no longer available: UseLongIds must be true.',
  )
}
