import type { RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../errors.ts'
import { launchInstances } from '../../ec2/instances/launch/launch.ts'
import { tell } from '../activities/tell.ts'
import type { GroupRecord } from '../groups/group.ts'
import { members, type MemberRecord } from '../instances/member.ts'
import type { Pass } from '../reconcile/pass.ts'
import type { LaunchChoice } from './launch-choice.ts'
import type { Place } from './places.ts'

/** What a new member is besides an instance that is to serve. */
export interface LaunchedAs extends Pick<MemberRecord, 'surplus'> {
  /** Into the warm pool. */
  readonly lifecycleState?: 'Warmed:Pending'
}

/** Launches one instance in a place; an error is what EC2 refused it with. */
export function launchMember(
  pass: Pass,
  choice: LaunchChoice,
  place: Place,
  cause: string,
  more: LaunchedAs = {},
): MemberRecord | AwsError {
  const { ctx, group } = pass
  const into = more.lifecycleState === undefined ? '' : ' into warm pool'
  try {
    const [made] = launchInstances(ctx, {
      input: inGroup(group, choice.input, place.subnetId),
      count: 1,
      systemTags: [...choice.systemTags, groupTag(group)],
    })
    if (!made) throw new Error('A launch without an instance')
    const activity = tell(ctx, group, {
      instanceId: made.id,
      description: `Launching a new EC2 instance${into}: ${made.id}`,
      cause,
      statusCode: 'PreInService',
      progress: 30,
      place,
    })
    const member: MemberRecord = {
      id: made.id,
      group: group.id,
      lifecycleState: 'Pending',
      stateSince: ctx.now,
      healthStatus: 'Healthy',
      protectedFromScaleIn: group.newInstancesProtected,
      instanceType: made.instanceType,
      imageId: made.imageId,
      availabilityZone: made.availabilityZone,
      subnetId: made.subnetId,
      isSpot: made.lifecycle === 'spot',
      launch: choice.launch,
      weight: choice.weight,
      weightedCapacity: choice.weightedCapacity,
      joinedAt: ctx.now,
      activityId: activity.id,
      ...more,
    }
    ctx.db.put(members, member)
    return member
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return error
  }
}

/** The tag by which an instance says whose it is. */
export function groupTag({ id }: Pick<GroupRecord, 'id'>) {
  return { Key: 'aws:autoscaling:groupName', Value: id }
}

/** What the template or configuration says, with what the group adds: the subnet, its tags, its placement group. */
function inGroup(
  group: GroupRecord,
  input: RunInstancesCommandInput,
  subnetId: string,
): RunInstancesCommandInput {
  const [card, ...more] = input.NetworkInterfaces ?? []
  // The group says in which zone, whatever the template says.
  const { AvailabilityZone: _, AvailabilityZoneId: __, ...placement } = input.Placement ?? {}
  const Placement = {
    ...placement,
    ...(group.placementGroup !== undefined && { GroupName: group.placementGroup }),
  }
  return {
    ...input,
    TagSpecifications: withTags(input.TagSpecifications, group),
    Placement: Object.keys(Placement).length > 0 ? Placement : undefined,
    ...(card
      ? { NetworkInterfaces: [{ ...card, SubnetId: subnetId }, ...more], SubnetId: undefined }
      : { SubnetId: subnetId }),
  }
}

/** The group's tags win over the template's: https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-tagging.html */
function withTags(
  given: RunInstancesCommandInput['TagSpecifications'] = [],
  { tags }: GroupRecord,
): RunInstancesCommandInput['TagSpecifications'] {
  const own = tags
    .filter(({ PropagateAtLaunch }) => PropagateAtLaunch)
    .map(({ Key, Value }) => ({ Key, Value }))
  if (own.length === 0) return given.length > 0 ? given : undefined
  const inherited = given.find(({ ResourceType }) => ResourceType === 'instance')?.Tags ?? []
  const kept = inherited.filter(({ Key }) => !own.some((tag) => tag.Key === Key))
  return [
    ...given.filter(({ ResourceType }) => ResourceType !== 'instance'),
    { ResourceType: 'instance', Tags: [...kept, ...own] },
  ]
}
