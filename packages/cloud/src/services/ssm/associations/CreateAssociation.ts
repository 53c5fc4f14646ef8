import type {
  CreateAssociationCommandInput,
  CreateAssociationCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkNode } from '../instances/managed-node.ts'
import { withTags } from '../tagging/tags.ts'
import { apply, schedule } from './apply.ts'
import { associations, latestOf, maxAssociations, type AssociationRecord } from './association.ts'
import { readVersion } from './read-version.ts'
import { toDescription } from './shapes.ts'

type Output = Omit<CreateAssociationCommandOutput, '$metadata'>

/**
 * Applies a document to nodes by id or tag: at once, to those that come later when they come, and by its schedule.
 * @limits 2,000 in a Region; every 30 minutes at most.
 * @differs Command documents and AWS-GatherSoftwareInventory; no output to S3, alarms, calendars, other Regions or accounts.
 */
export const CreateAssociation = operation<CreateAssociationCommandInput, Output>(
  'CreateAssociation',
  (ctx, input) => {
    const { InstanceId: instanceId, Targets = [] } = input
    if (instanceId !== undefined && Targets.length > 0) {
      throw new AwsError('InvalidTarget', 'Specify either InstanceId or Targets, not both.')
    }
    if (instanceId === undefined && Targets.length === 0) {
      throw new AwsError('InvalidTarget', 'An association needs targets.')
    }
    if (instanceId !== undefined) checkNode(ctx, instanceId)
    const version = readVersion(ctx, input.Name ?? '', input, 1)
    const isThere = ctx.db
      .all(associations)
      .some(
        (other) =>
          instanceId !== undefined &&
          other.instanceId === instanceId &&
          latestOf(other).documentName === version.documentName,
      )
    if (isThere) {
      throw new AwsError('AssociationAlreadyExists', 'The specified association already exists.')
    }
    if (ctx.db.count(associations) >= maxAssociations) {
      throw new AwsError(
        'AssociationLimitExceeded',
        `You can have at most ${maxAssociations} active associations.`,
      )
    }
    const association: AssociationRecord = {
      id: ctx.chance.uuid(),
      createdAt: ctx.now,
      tags: withTags([], input.Tags),
      versions: [version],
      ...(instanceId === undefined ? {} : { instanceId }),
    }
    ctx.db.put(associations, association)
    if (!version.onlyAtInterval) apply(ctx, association)
    schedule(ctx, association)
    return { AssociationDescription: toDescription(ctx, association) }
  },
)
