import type {
  LaunchTemplateSpecification,
  MixedInstancesPolicy,
} from '@aws-sdk/client-auto-scaling'
import type { RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { resolveLaunchImage } from '../../ec2/instances/launch/launch-image.ts'
import { resolveLaunchType } from '../../ec2/instances/launch/launch-type.ts'
import { findTemplate } from '../../ec2/launch-templates/find-template.ts'
import { validationError } from '../errors.ts'
import { launchConfigurations } from '../launch-configurations/launch-configuration.ts'
import { openSource } from '../launch/launch-source.ts'
import { checkMixedPolicy } from '../mixed-instances/check-mixed-policy.ts'
import type { LaunchSource } from './group.ts'

export interface LaunchInput {
  readonly LaunchConfigurationName?: string | undefined
  readonly LaunchTemplate?: LaunchTemplateSpecification | undefined
  readonly MixedInstancesPolicy?: MixedInstancesPolicy | undefined
}

/** What a group is to launch from; undefined where nothing is said. Throws where it cannot be read. */
export function readLaunch(ctx: Context, input: LaunchInput): LaunchSource | undefined {
  const {
    LaunchConfigurationName: name,
    LaunchTemplate: template,
    MixedInstancesPolicy: policy,
  } = input
  const said = [name, template, policy].filter((each) => each !== undefined)
  if (said.length === 0) return undefined
  if (said.length > 1) throw oneOf()
  const source = ((): LaunchSource => {
    if (template) return readTemplate(ctx, template)
    if (policy) return { kind: 'mixed', policy }
    return readConfiguration(ctx, name ?? '')
  })()
  try {
    if (policy) checkMixedPolicy(ctx, policy)
    else {
      const opened = openSource(ctx, { launch: source, desiredCapacity: 0 })
      if (template) for (const { input: launch } of opened.next([], '')) checkLaunch(ctx, launch)
    }
  } catch (error) {
    throw fullyFormed(error)
  }
  return source
}

/** AWS tries what a template says before it takes it; a launch configuration is first tried by a launch. */
function checkLaunch(ctx: Context, launch: RunInstancesCommandInput): void {
  const { image } = resolveLaunchImage(ctx, launch)
  resolveLaunchType(ctx.region, launch, image)
}

export function oneOf(): AwsError {
  return validationError(
    'Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.',
  )
}

function readConfiguration(ctx: Context, name: string): LaunchSource {
  const byArn = name.split(':launchConfigurationName/')[1]
  const found = ctx.db.get(launchConfigurations, byArn ?? name)
  if (!found) {
    throw validationError(
      `Launch configuration name not found - Launch configuration ${name} not found`,
    )
  }
  return { kind: 'configuration', name: found.id }
}

export function readTemplate(ctx: Context, given: LaunchTemplateSpecification): LaunchSource {
  const { LaunchTemplateId: id, LaunchTemplateName: name, Version: version } = given
  if ((id === undefined) === (name === undefined)) {
    throw validationError(
      'Valid requests must contain either launchTemplateId or LaunchTemplateName',
    )
  }
  try {
    const template = findTemplate(ctx, given)
    return { kind: 'template', templateId: template.id, templateName: template.name, version }
  } catch (error) {
    throw fullyFormed(error)
  }
}

/** Of whatever is wrong with a template: https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-launch-template.html */
function fullyFormed(error: unknown): unknown {
  if (!(error instanceof AwsError) || error.code === 'ValidationError') return error
  return validationError(`You must use a valid fully-formed launch template. ${error.message}`)
}
