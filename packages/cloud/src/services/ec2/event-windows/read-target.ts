import type { InstanceEventWindowAssociationRequest, Tag } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../errors.ts'

/** Instances and tags that a call names; there are no Dedicated Hosts here. */
export function readTarget(asked: InstanceEventWindowAssociationRequest | undefined): {
  instanceIds: readonly string[]
  tags: readonly Tag[]
} {
  const { InstanceIds: instanceIds = [], InstanceTags: tags = [] } = asked ?? {}
  const [host] = asked?.DedicatedHostIds ?? []
  if (host !== undefined) {
    throw new AwsError('InvalidHostID.NotFound', `The host ID '${host}' does not exist`)
  }
  if (instanceIds.length + tags.length > 0) return { instanceIds, tags }
  throw new AwsError(
    'MissingParameter',
    'The request must contain the parameter AssociationTarget with instance IDs, instance tags or Dedicated Host IDs',
  )
}
