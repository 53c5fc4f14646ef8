import type {
  DescribeLaunchTemplateVersionsRequest,
  DescribeLaunchTemplateVersionsResult,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { toVersion } from './describe-template.ts'
import { findTemplate, findVersion, versionNumber } from './find-template.ts'
import {
  launchTemplates,
  launchTemplateVersions,
  type LaunchTemplateRecord,
  type LaunchTemplateVersionRecord,
} from './launch-template.ts'
import { versionFilters } from './version-filters.ts'

interface Found {
  readonly template: LaunchTemplateRecord
  readonly version: LaunchTemplateVersionRecord
}

/**
 * Lists versions of a template, or the default and latest of all.
 * @differs In the order of their numbers; AWS documents none.
 */
export const DescribeLaunchTemplateVersions = operation<
  DescribeLaunchTemplateVersionsRequest,
  DescribeLaunchTemplateVersionsResult
>('DescribeLaunchTemplateVersions', (ctx, input) => {
  const named = input.LaunchTemplateId !== undefined || input.LaunchTemplateName !== undefined
  const asked = named ? versionsOf(ctx, input) : currentVersions(ctx, input.Versions)
  const found = asked
    .map(({ template, version }) => toVersion(ctx, template, version, input.ResolveAlias))
    .filter(compileFilters('DescribeLaunchTemplateVersions', input.Filters, versionFilters))
  const page = paginate(ctx, 'DescribeLaunchTemplateVersions', found, input, {
    keyOf: ({ LaunchTemplateId, VersionNumber }) => `${LaunchTemplateId}/${VersionNumber}`,
    min: 1,
    max: 200,
    defaultSize: 200,
  })
  return { LaunchTemplateVersions: [...page.items], NextToken: page.nextToken }
})

function versionsOf(ctx: Context, input: DescribeLaunchTemplateVersionsRequest): readonly Found[] {
  const template = findTemplate(ctx, input)
  const { Versions: asked = [], MinVersion: min, MaxVersion: max } = input
  if (asked.length > 0) {
    if (min !== undefined || max !== undefined) {
      throw new AwsError(
        'InvalidParameterCombination',
        'The parameter Versions cannot be used with the parameters MinVersion and MaxVersion',
      )
    }
    const versions = asked.map((each) => findVersion(ctx, template, each))
    return [...new Set(versions)].map((version) => ({ template, version }))
  }
  const from = min === undefined ? 1 : versionNumber(template, min)
  const to = max === undefined ? Infinity : versionNumber(template, max)
  return ctx.db
    .by(launchTemplateVersions, 'template', template.id)
    .filter(({ number }) => number >= from && number <= to)
    .map((version) => ({ template, version }))
}

/** Of every template, its latest or default version. */
function currentVersions(ctx: Context, asked: readonly string[] = []): readonly Found[] {
  const current = asked.every((each) => each === '$Latest' || each === '$Default')
  if (asked.length === 0 || !current) {
    throw new AwsError(asked.length === 0 ? 'MissingParameter' : 'InvalidParameterValue', howToAsk)
  }
  return ctx.db.all(launchTemplates).flatMap((template) => {
    const versions = asked.map((each) => findVersion(ctx, template, each))
    return [...new Set(versions)].map((version) => ({ template, version }))
  })
}

const howToAsk =
  'To describe the launch template data for all your launch templates, for ‘--versions’ specify ‘$Latest’, ‘$Default’, or both, and omit ‘--launch-template-id’, ‘--launch-template-name’, and version numbers. To describe the launch template data for a specific launch template, specify ‘--launch-template-id’ or ‘--launch-template-name’, and for ‘--versions’ specify one or more of the following values: ‘$Latest’, ‘$Default’, or one or more version numbers.'
