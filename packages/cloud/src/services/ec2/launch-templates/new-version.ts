import type { RequestLaunchTemplateData } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { versionId } from './find-template.ts'
import {
  launchTemplateVersions,
  type LaunchTemplateRecord,
  type LaunchTemplateVersionRecord,
} from './launch-template.ts'

/** Keeps the next version of a template; the template's own record is the caller's to change. */
export function putVersion(
  ctx: Context,
  template: Pick<LaunchTemplateRecord, 'id' | 'nextVersion'>,
  data: RequestLaunchTemplateData,
  description: string | undefined,
): LaunchTemplateVersionRecord {
  const present = ctx.db.countBy(launchTemplateVersions, 'template', template.id)
  checkQuota(ctx, 'launchTemplateVersions', present)
  const version: LaunchTemplateVersionRecord = {
    id: versionId(template.id, template.nextVersion),
    templateId: template.id,
    number: template.nextVersion,
    description,
    createTime: ctx.now,
    createdBy: ctx.caller,
    ...toStored(data),
  }
  ctx.db.put(launchTemplateVersions, version)
  return version
}

function toStored(
  data: RequestLaunchTemplateData,
): Pick<LaunchTemplateVersionRecord, 'data' | 'spotValidUntil'> {
  const spot = data.InstanceMarketOptions?.SpotOptions
  if (!spot?.ValidUntil) return { data }
  const { ValidUntil, ...SpotOptions } = spot
  return {
    data: { ...data, InstanceMarketOptions: { ...data.InstanceMarketOptions, SpotOptions } },
    spotValidUntil: ValidUntil.getTime(),
  }
}

/** The data of a version as it was given. */
export function dataOf({
  data,
  spotValidUntil,
}: LaunchTemplateVersionRecord): RequestLaunchTemplateData {
  if (spotValidUntil === undefined) return data
  const market = data.InstanceMarketOptions
  const SpotOptions = { ...market?.SpotOptions, ValidUntil: new Date(spotValidUntil) }
  return { ...data, InstanceMarketOptions: { ...market, SpotOptions } }
}

/** Refuses data without a single member, which AWS cannot tell from none, and members that this cloud does not act on. */
export function readData(
  operation: string,
  data: RequestLaunchTemplateData | undefined,
): RequestLaunchTemplateData {
  if (!data || Object.values(data).every((member) => member === undefined)) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter LaunchTemplateData',
    )
  }
  if (data.InstanceType !== undefined && data.InstanceRequirements !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'InstanceType and InstanceRequirements cannot be specified together.',
    )
  }
  const refused = (['Operator', 'SecondaryInterfaces'] as const).find(
    (member) => data[member] !== undefined,
  )
  if (refused === undefined) return data
  throw new AwsError(
    'UnsupportedOperation',
    `The member LaunchTemplateData.${refused} of ${operation} is not supported by the embedded cloud.`,
  )
}

const maxDescription = 255

export function readDescription(description: string | undefined): string | undefined {
  if (description === undefined || description.length <= maxDescription) return description
  throw new AwsError(
    'InvalidParameterValue',
    `The version description must not be longer than ${maxDescription} characters.`,
  )
}
