import type {
  DesiredConfiguration,
  LaunchTemplateSpecification,
  RefreshPreferences,
  StartInstanceRefreshType,
} from '@aws-sdk/client-auto-scaling'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { findTemplate, findVersion } from '../../ec2/launch-templates/find-template.ts'
import { unsupported, validationError } from '../errors.ts'
import type { GroupRecord, LaunchSource } from '../groups/group.ts'
import { members, type MemberRecord } from '../instances/member.ts'
import { nameTemplate } from '../mixed-instances/candidates.ts'
import { checkMixedPolicy } from '../mixed-instances/check-mixed-policy.ts'
import { isIgnored } from './advance-refresh.ts'
import type { Preferences, RefreshRecord } from './refresh.ts'

/** Reads a refresh of a group, or says what is wrong with it. */
export function readRefresh(
  ctx: Context,
  group: GroupRecord,
  input: StartInstanceRefreshType,
): RefreshRecord {
  if (input.Strategy === 'ReplaceRootVolume') throw unsupported('The strategy ReplaceRootVolume')
  const preferences = readPreferences(group, input.Preferences ?? {})
  const desired = input.DesiredConfiguration
  const source = desired ? readDesired(ctx, desired) : group.launch
  if (preferences.AutoRollback && !isReversible(desired, group.launch)) {
    throw validationError(
      'AutoRollback can be used only with a desired configuration, on an Auto Scaling group whose launch template version is not $Latest or $Default.',
    )
  }
  if (preferences.SkipMatching && source.kind === 'configuration') {
    throw validationError('Using skip matching with a launch configuration is not supported.')
  }
  const target = pinned(ctx, source)
  const old = ctx.db
    .by(members, 'group', group.id)
    .filter(({ lifecycleState: state }) => !/^(Terminating|Detaching|Warmed)/.test(state))
    .filter((member) => !isIgnored({ preferences }, member))
    .filter((member) => !preferences.SkipMatching || !isOf(member, target))
    .map(({ id }) => id)
  return {
    id: ctx.chance.uuid(),
    group: group.id,
    status: 'Pending',
    requestTime: ctx.now,
    preferences,
    desired,
    target,
    previous: group.launch,
    old,
    total: old.length,
    updated: 0,
    checkpoints: 0,
  }
}

function readPreferences(group: GroupRecord, asked: RefreshPreferences): Preferences {
  const policy = group.maintenancePolicy
  const set = (percent: number | undefined) => (percent === -1 ? undefined : percent)
  const {
    MinHealthyPercentage: min,
    MaxHealthyPercentage: max,
    CheckpointPercentages: checkpoints = [],
  } = asked
  if (min !== undefined && (min < 0 || min > 100)) {
    throw validationError('MinHealthyPercentage must be between 0 and 100.')
  }
  if (max !== undefined && (max < 100 || max > 200)) {
    throw validationError('MaxHealthyPercentage must be between 100 and 200.')
  }
  if (max !== undefined && min === undefined) {
    throw validationError(
      'MinHealthyPercentage must be specified when MaxHealthyPercentage is specified.',
    )
  }
  if (max !== undefined && min !== undefined && max - min > 100) {
    throw validationError(
      'The difference between MaxHealthyPercentage and MinHealthyPercentage cannot be greater than 100.',
    )
  }
  const rises = checkpoints.every((each, at) => each > (checkpoints[at - 1] ?? 0) && each <= 100)
  if (!rises) {
    throw validationError(
      'CheckpointPercentages must be between 1 and 100, and each greater than the one before it.',
    )
  }
  for (const [name, most] of Object.entries(mostSeconds)) {
    const seconds: unknown = Reflect.get(asked, name)
    if (typeof seconds === 'number' && (seconds < 0 || seconds > most)) {
      throw validationError(`${name} must be between 0 and ${most} seconds.`)
    }
  }
  return {
    ...asked,
    MinHealthyPercentage: min ?? set(policy?.MinHealthyPercentage) ?? 90,
    MaxHealthyPercentage:
      max ?? (min === undefined ? set(policy?.MaxHealthyPercentage) : undefined),
    InstanceWarmup:
      asked.InstanceWarmup ?? group.defaultInstanceWarmup ?? group.healthCheckGracePeriod,
    SkipMatching: asked.SkipMatching ?? false,
    AutoRollback: asked.AutoRollback ?? false,
    ScaleInProtectedInstances: asked.ScaleInProtectedInstances ?? 'Wait',
    StandbyInstances: asked.StandbyInstances ?? 'Wait',
  }
}

const mostSeconds = { CheckpointDelay: 172_800, BakeTime: 172_800 }

function readDesired(
  ctx: Context,
  { LaunchTemplate: template, MixedInstancesPolicy: policy }: DesiredConfiguration,
): LaunchSource {
  if (!template === !policy) {
    throw validationError(
      'A desired configuration must have either a launch template or a mixed instances policy.',
    )
  }
  if (policy) {
    checkMixedPolicy(ctx, policy)
    return { kind: 'mixed', policy }
  }
  const named = nameTemplate(template ?? {})
  try {
    const found = findTemplate(ctx, named)
    findVersion(ctx, found, named.Version)
    const { id: templateId, name: templateName } = found
    return { kind: 'template', templateId, templateName, version: named.Version }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    throw validationError(error.message)
  }
}

/** A version that may come to mean another one is taken for what it means now. */
function pinned(ctx: Context, source: LaunchSource): LaunchSource {
  if (source.kind === 'configuration') return source
  if (source.kind === 'template') {
    const { templateId: LaunchTemplateId, version } = source
    return {
      ...source,
      version: pinnedVersion(ctx, { LaunchTemplateId, Version: version }).Version,
    }
  }
  const { LaunchTemplate: template } = source.policy
  const LaunchTemplate = template && {
    LaunchTemplateSpecification: pinnedVersion(ctx, template.LaunchTemplateSpecification ?? {}),
    Overrides: template.Overrides?.map(({ LaunchTemplateSpecification: own, ...override }) => ({
      ...override,
      ...(own && { LaunchTemplateSpecification: pinnedVersion(ctx, own) }),
    })),
  }
  return { kind: 'mixed', policy: { ...source.policy, LaunchTemplate } }
}

function pinnedVersion(ctx: Context, specification: LaunchTemplateSpecification) {
  const named = nameTemplate(specification)
  const { number } = findVersion(ctx, findTemplate(ctx, named), named.Version)
  return { ...named, Version: String(number) }
}

/** Whether what the group launched from before is known for sure. */
export function isReversible(
  desired: DesiredConfiguration | undefined,
  previous: LaunchSource,
): boolean {
  if (!desired || previous.kind === 'configuration') return false
  const version =
    previous.kind === 'template'
      ? previous.version
      : previous.policy.LaunchTemplate?.LaunchTemplateSpecification?.Version
  return version !== undefined && !version.startsWith('$')
}

/** Whether a member was launched from this. */
function isOf({ launch, instanceType }: MemberRecord, target: LaunchSource): boolean {
  if (launch?.kind !== 'template') return false
  if (target.kind === 'template') {
    return target.templateId === launch.templateId && target.version === String(launch.version)
  }
  if (target.kind !== 'mixed') return false
  const { LaunchTemplateSpecification: base, Overrides = [] } = target.policy.LaunchTemplate ?? {}
  const override = Overrides.find(({ InstanceType }) => InstanceType === instanceType)
  const named = override?.LaunchTemplateSpecification ?? base
  const isTemplate =
    named?.LaunchTemplateId === launch.templateId ||
    named?.LaunchTemplateName === launch.templateName
  const isType = Overrides.length === 0 || override !== undefined
  return isTemplate && isType && named?.Version === String(launch.version)
}
