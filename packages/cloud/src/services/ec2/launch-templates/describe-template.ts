import type { LaunchTemplate, LaunchTemplateVersion } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { resolveImageAlias } from '../instances/launch/launch-image.ts'
import type { LaunchTemplateRecord, LaunchTemplateVersionRecord } from './launch-template.ts'
import { dataOf } from './new-version.ts'

export function toLaunchTemplate(template: LaunchTemplateRecord): LaunchTemplate {
  return {
    LaunchTemplateId: template.id,
    LaunchTemplateName: template.name,
    CreateTime: new Date(template.createTime),
    CreatedBy: template.createdBy,
    DefaultVersionNumber: template.defaultVersion,
    LatestVersionNumber: template.latestVersion,
    Tags: [...template.tags],
    Operator: { Managed: false },
  }
}

/** With `resolveAlias`, an image that is named by an SSM parameter is shown as the AMI that it holds. */
export function toVersion(
  ctx: Context,
  template: LaunchTemplateRecord,
  version: LaunchTemplateVersionRecord,
  resolveAlias: boolean | undefined,
): LaunchTemplateVersion {
  const data = dataOf(version)
  const { ImageId: image } = data
  return {
    LaunchTemplateId: template.id,
    LaunchTemplateName: template.name,
    VersionNumber: version.number,
    VersionDescription: version.description,
    CreateTime: new Date(version.createTime),
    CreatedBy: version.createdBy,
    DefaultVersion: version.number === template.defaultVersion,
    LaunchTemplateData:
      resolveAlias && image ? { ...data, ImageId: resolveImageAlias(ctx, image) } : data,
    Operator: { Managed: false },
  }
}
