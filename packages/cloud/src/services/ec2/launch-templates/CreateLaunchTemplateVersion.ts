import type {
  CreateLaunchTemplateVersionRequest,
  CreateLaunchTemplateVersionResult,
  RequestLaunchTemplateData,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { toVersion } from './describe-template.ts'
import { findTemplate, findVersion } from './find-template.ts'
import { launchTemplates } from './launch-template.ts'
import { dataOf, putVersion, readData, readDescription } from './new-version.ts'

/** Adds a version, from nothing or over another one. */
export const CreateLaunchTemplateVersion = operation<
  CreateLaunchTemplateVersionRequest,
  CreateLaunchTemplateVersionResult
>('CreateLaunchTemplateVersion', (ctx, input) => {
  const template = findTemplate(ctx, input)
  const source =
    input.SourceVersion === undefined
      ? undefined
      : dataOf(findVersion(ctx, template, input.SourceVersion))
  const given = input.LaunchTemplateData
  const data = readData(
    'CreateLaunchTemplateVersion',
    source ? overwrite(withoutSnapshots(source), given ?? {}) : given,
  )
  const version = putVersion(ctx, template, data, readDescription(input.VersionDescription))
  const next = {
    ...template,
    latestVersion: version.number,
    nextVersion: version.number + 1,
  }
  ctx.db.put(launchTemplates, next)
  return { LaunchTemplateVersion: toVersion(ctx, next, version, input.ResolveAlias) }
})

/** What the new version says takes the place of what it inherits, member by member. */
function overwrite(
  source: RequestLaunchTemplateData,
  given: RequestLaunchTemplateData,
): RequestLaunchTemplateData {
  const set = Object.fromEntries(Object.entries(given).filter(([, member]) => member !== undefined))
  // A type chosen by name and one chosen by its attributes exclude each other.
  const base = { ...source }
  if (given.InstanceType !== undefined) delete base.InstanceRequirements
  if (given.InstanceRequirements !== undefined) delete base.InstanceType
  return { ...base, ...set }
}

/**
 * "Snapshots applied to the block device mapping are ignored when creating a new version unless they are explicitly included."
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplateVersion.html
 */
function withoutSnapshots(source: RequestLaunchTemplateData): RequestLaunchTemplateData {
  if (!source.BlockDeviceMappings) return source
  const BlockDeviceMappings = source.BlockDeviceMappings.map((mapping) => {
    if (mapping.Ebs?.SnapshotId === undefined) return mapping
    const { SnapshotId: _, ...Ebs } = mapping.Ebs
    return { ...mapping, Ebs }
  })
  return { ...source, BlockDeviceMappings }
}
