import type { Context } from '../../../engine/context.ts'
import { validationError } from '../errors.ts'
import type { GroupRecord } from '../groups/group.ts'
import { launchConfigurations } from '../launch-configurations/launch-configuration.ts'
import { toLaunch } from '../launch-configurations/to-launch.ts'
import { openTemplates } from '../mixed-instances/open-templates.ts'
import type { OpenSource } from './launch-choice.ts'

/** What of a group decides what it launches. */
export type Launching = Pick<GroupRecord, 'launch' | 'desiredCapacity' | 'desiredCapacityType'>

/** Throws EC2's errors where the template, its version or the configuration is gone. */
export function openSource(ctx: Context, group: Launching): OpenSource {
  const { launch } = group
  if (launch.kind !== 'configuration') return openTemplates(ctx, group, launch)
  const found = ctx.db.get(launchConfigurations, launch.name)
  if (!found) throw validationError(`Launch configuration name not found - ${launch.name}`)
  const choice = {
    input: toLaunch(found),
    systemTags: [],
    launch: { kind: 'configuration', name: launch.name },
    weight: 1,
  } as const
  return { next: () => [choice] }
}
