import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import {
  launchTemplates,
  launchTemplateVersions,
  type LaunchTemplateRecord,
  type LaunchTemplateVersionRecord,
} from './launch-template.ts'

export interface NamedTemplate {
  readonly LaunchTemplateId?: string
  readonly LaunchTemplateName?: string
}

/** The template that a call names by id or by name. Messages: moto's tests that were verified against AWS. */
export function findTemplate(ctx: Context, named: NamedTemplate): LaunchTemplateRecord {
  const { LaunchTemplateId: id, LaunchTemplateName: name } = named
  if (id !== undefined && name !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'Either provide launch template ID or launch template name to modify the template.',
    )
  }
  if (id !== undefined) return findTemplateById(ctx, id)
  if (name === undefined) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter launch template ID or launch template name',
    )
  }
  const [found] = ctx.db.by(launchTemplates, 'name', name)
  if (found) return found
  throw new AwsError(
    'InvalidLaunchTemplateName.NotFoundException',
    `The specified launch template, with template name ${name}, does not exist.`,
  )
}

export function findTemplateById(ctx: Context, id: string): LaunchTemplateRecord {
  const found = ctx.db.get(launchTemplates, id)
  if (found) return found
  if (!/^lt-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
    throw new AwsError(
      'InvalidLaunchTemplateId.Malformed',
      `The specified launch template ID, ${id}, is not valid. Provide a valid launch template ID and try again.`,
    )
  }
  throw new AwsError(
    'InvalidLaunchTemplateId.NotFound',
    `The specified launch template, with template ID ${id}, does not exist.`,
  )
}

/** The number that `$Latest`, `$Default` or digits stand for, whether that version exists or not. */
export function versionNumber(template: LaunchTemplateRecord, asked: string): number {
  if (asked === '$Latest') return template.latestVersion
  if (asked === '$Default') return template.defaultVersion
  if (/^[1-9]\d{0,9}$/.test(asked)) return Number(asked)
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${asked}) for parameter version is invalid. Launch template versions are $Latest, $Default, or numbers.`,
  )
}

export function findVersion(
  ctx: Context,
  template: LaunchTemplateRecord,
  asked: string,
): LaunchTemplateVersionRecord {
  const number = versionNumber(template, asked)
  const found = ctx.db.get(launchTemplateVersions, versionId(template.id, number))
  if (found) return found
  throw new AwsError('InvalidLaunchTemplateId.VersionNotFound', versionMissing(template.id, asked))
}

export function versionMissing(templateId: string, asked: string): string {
  return `Could not find the specified version ${asked} for the launch template with ID ${templateId}.`
}

export function versionId(templateId: string, number: number): string {
  return `${templateId}/${number}`
}
