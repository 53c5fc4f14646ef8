import type { InstanceEventWindowAssociationRequest, Tag } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../errors.ts'

/** Instances, tags and Dedicated Hosts that a call names. */
export function readTarget(asked: InstanceEventWindowAssociationRequest | undefined): {
  instanceIds: readonly string[]
  tags: readonly Tag[]
  hostIds: readonly string[]
} {
  const {
    InstanceIds: instanceIds = [],
    InstanceTags: tags = [],
    DedicatedHostIds: hostIds = [],
  } = asked ?? {}
  if (instanceIds.length + tags.length + hostIds.length > 0) return { instanceIds, tags, hostIds }
  throw new AwsError(
    'MissingParameter',
    'The request must contain the parameter AssociationTarget with instance IDs, instance tags or Dedicated Host IDs',
  )
}
