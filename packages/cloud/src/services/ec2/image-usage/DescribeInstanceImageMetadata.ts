import type {
  DescribeInstanceImageMetadataCommandInput,
  DescribeInstanceImageMetadataCommandOutput,
  InstanceImageMetadata,
} from '@aws-sdk/client-ec2'
import { instanceStateCodes } from '@brume/ec2-model'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { isAllowed } from '../allowed-images/allowed-images.ts'
import { compileFilters } from '../filters.ts'
import { lookUpImage } from '../images/find-image.ts'
import type { ImageRecord } from '../images/image.ts'
import { toImage } from '../images/describe-image.ts'
import { findInstances } from '../instances/find-instances.ts'
import { instances, type InstanceRecord } from '../instances/instance.ts'
import { paginate } from '../paging.ts'

interface Pair {
  readonly instance: InstanceRecord
  /** Undefined once it is gone, or is no longer shared. */
  readonly image: ImageRecord | undefined
}

/** The images that instances were launched from, and whether they are still there and allowed. */
export const DescribeInstanceImageMetadata = operation<
  DescribeInstanceImageMetadataCommandInput,
  Omit<DescribeInstanceImageMetadataCommandOutput, '$metadata'>
>('DescribeInstanceImageMetadata', (ctx, input) => {
  const given = (input.InstanceIds?.length ?? 0) > 0
  const named = given ? findInstances(ctx.db, input.InstanceIds) : ctx.db.all(instances)
  const found = named
    .map((instance): Pair => ({ instance, image: lookUpImage(ctx, instance.imageId) }))
    .filter(
      compileFilters<Pair>('DescribeInstanceImageMetadata', input.Filters, {
        fields: {
          'availability-zone': ({ instance }) => instance.availabilityZone,
          'image-allowed': ({ image }) => image && isAllowed(ctx, image),
          'instance-id': ({ instance }) => instance.id,
          'instance-state-name': ({ instance }) => instance.state,
          'instance-type': ({ instance }) => instance.instanceType,
          'launch-time': ({ instance }) => new Date(instance.launchTime).toISOString(),
          'owner-alias': ({ image }) => image?.ownerAlias,
          'owner-id': ({ instance }) => instance.ownerId,
          'zone-id': ({ instance }) => zoneIdOf(instance.availabilityZone),
        },
        tags: ({ instance }) => instance.tags,
      }),
    )
  const page = paginate(ctx, 'DescribeInstanceImageMetadata', found, input, {
    keyOf: ({ instance }) => instance.id,
    min: 1,
    ids: { name: 'instancesSet', given },
  })
  return {
    InstanceImageMetadata: page.items.map((pair) => toMetadata(ctx, pair)),
    NextToken: page.nextToken,
  }
})

function toMetadata(ctx: Context, { instance, image }: Pair): InstanceImageMetadata {
  const shown = image && toImage(ctx, image)
  return {
    InstanceId: instance.id,
    InstanceType: instance.instanceType as InstanceImageMetadata['InstanceType'],
    LaunchTime: new Date(instance.launchTime),
    AvailabilityZone: instance.availabilityZone,
    ZoneId: zoneIdOf(instance.availabilityZone),
    State: { Name: instance.state, Code: instanceStateCodes[instance.state] },
    OwnerId: instance.ownerId,
    Tags: [...instance.tags],
    ImageMetadata: {
      ImageId: instance.imageId,
      Name: shown?.Name,
      OwnerId: shown?.OwnerId,
      State: shown?.State,
      ImageOwnerAlias: shown?.ImageOwnerAlias,
      CreationDate: shown?.CreationDate,
      DeprecationTime: shown?.DeprecationTime,
      ImageAllowed: image && isAllowed(ctx, image),
      IsPublic: shown?.Public,
    },
    Operator: { Managed: false },
  }
}
