import type { RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { applyTemplate } from '../../ec2/launch-templates/apply-template.ts'
import type { Tag } from '../../ec2/tag.ts'
import { unsupported, validationError } from '../errors.ts'
import type { GroupRecord, LaunchSource } from '../groups/group.ts'
import type { MemberLaunch, MemberRecord } from '../instances/member.ts'
import { launchConfigurations } from '../launch-configurations/launch-configuration.ts'
import { toLaunch } from '../launch-configurations/to-launch.ts'

/** One way in which a group can get an instance. */
export interface LaunchChoice {
  /** What RunInstances would be asked for, without its subnet. */
  readonly input: RunInstancesCommandInput
  readonly systemTags: readonly Tag[]
  readonly launch: MemberLaunch
  readonly weight: number
  readonly weightedCapacity?: string
}

/** What a group launches from, read once for each look at it. */
export interface OpenSource {
  /** What to launch next, the first choice first: each is tried until one succeeds. */
  next(present: readonly MemberRecord[]): readonly LaunchChoice[]
}

/** Throws EC2's errors where the template, its version or the configuration is gone. */
export function openSource(ctx: Context, { launch }: Pick<GroupRecord, 'launch'>): OpenSource {
  const choice = readChoice(ctx, launch)
  return { next: () => [choice] }
}

function readChoice(ctx: Context, launch: LaunchSource): LaunchChoice {
  switch (launch.kind) {
    case 'template': {
      const { templateId, templateName, version } = launch
      const applied = applyTemplate(ctx, {
        LaunchTemplate: { LaunchTemplateId: templateId, Version: version },
        MinCount: 1,
        MaxCount: 1,
      })
      const number = applied.systemTags.find(({ Key }) => Key === 'aws:ec2launchtemplate:version')
      return {
        input: applied.input,
        systemTags: applied.systemTags,
        launch: { kind: 'template', templateId, templateName, version: Number(number?.Value) },
        weight: 1,
      }
    }
    case 'configuration': {
      const found = ctx.db.get(launchConfigurations, launch.name)
      if (!found) {
        throw validationError(`Launch configuration name not found - ${launch.name}`)
      }
      return {
        input: toLaunch(found),
        systemTags: [],
        launch: { kind: 'configuration', name: launch.name },
        weight: 1,
      }
    }
    case 'mixed':
      throw unsupported('MixedInstancesPolicy')
  }
}
