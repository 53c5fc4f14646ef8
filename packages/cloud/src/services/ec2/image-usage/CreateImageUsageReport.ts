import type {
  CreateImageUsageReportCommandInput,
  CreateImageUsageReportCommandOutput,
} from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { newId } from '../ids.ts'
import { findOwnImage } from '../images/find-image.ts'
import { readTagSpecifications } from '../tags.ts'
import { findImageUsers, userTypes, type Place } from './image-users.ts'
import { readResourceTypes } from './read-resource-types.ts'
import {
  expirationOf,
  reportReadyTimer,
  reportTimer,
  usageReports,
  type UsageReportRecord,
} from './usage-report.ts'

const reported = userTypes.filter((type) => type !== 'ssm:Parameter')

/**
 * Counts, by account and kind of resource, who uses an own image. It is ready after a moment and gone after
 * 30 days.
 */
export const CreateImageUsageReport = operation<
  CreateImageUsageReportCommandInput,
  Omit<CreateImageUsageReportCommandOutput, '$metadata'>
>('CreateImageUsageReport', (ctx, input) => {
  const tags = readTagSpecifications(input.TagSpecifications, ['image-usage-report'])
  const image = findOwnImage(ctx, input.ImageId)
  const wanted = readResourceTypes(input.ResourceTypes, reported)
  if (wanted.length === 0) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter ResourceTypes')
  }
  const accountIds = input.AccountIds ?? []
  for (const id of accountIds) {
    if (!/^\d{12}$/.test(id))
      throw new AwsError('InvalidUserID.Malformed', `Invalid user id: "${id}"`)
  }
  const others = ctx.othersIn(ctx.region).map((other) => ({ ...other, region: ctx.region }))
  const places: readonly Place[] = [ctx, ...others]
  const entries = places
    .filter(({ account }) => accountIds.length === 0 || accountIds.includes(account))
    .flatMap((place) =>
      wanted.map(({ type, options }) => ({
        accountId: place.account,
        resourceType: type,
        count: findImageUsers(place, image.id, type, options).length,
      })),
    )
    .filter(({ count }) => count > 0)
  const report: UsageReportRecord = {
    id: newId(ctx.chance, 'amiur'),
    imageId: image.id,
    resourceTypes: wanted.map(({ type }) => type),
    accountIds,
    creationTime: ctx.now,
    availableTime: ctx.now + delays.imageUsageReportMs,
    entries,
    tags: tags('image-usage-report'),
  }
  ctx.db.put(usageReports, report)
  const { id, availableTime: at } = report
  ctx.timers.set({ kind: reportReadyTimer, id, at, transition: true })
  ctx.timers.set({ kind: reportTimer, id: report.id, at: expirationOf(report) })
  return { ReportId: report.id }
})
