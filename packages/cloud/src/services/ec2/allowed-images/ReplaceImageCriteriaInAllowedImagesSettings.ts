import type {
  ImageCriterionRequest,
  ReplaceImageCriteriaInAllowedImagesSettingsCommandInput,
  ReplaceImageCriteriaInAllowedImagesSettingsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { refuseMembers } from '../unsupported.ts'
import { setAllowedImages } from './allowed-images.ts'

const maxCriteria = 10
const maxOf = [
  ['ImageProviders', 200],
  ['ImageNames', 50],
  ['MarketplaceProductCodes', 50],
] as const

/**
 * Replaces the criteria that an image must meet to be allowed.
 * @limits 10 criteria; 200 providers, 50 names, 50 product codes each.
 */
export const ReplaceImageCriteriaInAllowedImagesSettings = operation<
  ReplaceImageCriteriaInAllowedImagesSettingsCommandInput,
  Omit<ReplaceImageCriteriaInAllowedImagesSettingsCommandOutput, '$metadata'>
>('ReplaceImageCriteriaInAllowedImagesSettings', (ctx, input) => {
  const asked = input.ImageCriteria ?? []
  if (asked.length > maxCriteria) {
    throw invalid(`At most ${maxCriteria} image criteria can be specified.`)
  }
  for (const criterion of asked) checkCriterion(criterion)
  setAllowedImages(ctx, {
    criteria: asked.map((each) => ({
      ImageProviders: each.ImageProviders,
      ImageNames: each.ImageNames,
      MarketplaceProductCodes: each.MarketplaceProductCodes,
      CreationDateCondition: each.CreationDateCondition,
      DeprecationTimeCondition: each.DeprecationTimeCondition,
    })),
  })
  return { ReturnValue: true }
})

function checkCriterion(criterion: ImageCriterionRequest): void {
  refuseMembers('ReplaceImageCriteriaInAllowedImagesSettings', criterion, [
    'ImageWatermarks',
    'ScanResultCondition',
  ])
  const providers = criterion.ImageProviders ?? []
  for (const [name, most] of maxOf) {
    const count = criterion[name]?.length ?? 0
    if (count > most) throw invalid(`At most ${most} values of ${name} can be specified.`)
  }
  const isProvider = /^(amazon|aws-marketplace|aws-backup-vault|none|\d{12})$/
  for (const provider of providers) {
    if (!isProvider.test(provider)) throw invalid(`Invalid image provider: ${provider}`)
  }
  if (providers.includes('none') && providers.length > 1) {
    throw invalid("When 'none' is specified, no other image providers can be specified.")
  }
  for (const name of criterion.ImageNames ?? []) {
    if (!/^[\w()[\]./\-'@*? ]{1,128}$/.test(name)) throw invalid(`Invalid image name: ${name}`)
  }
  for (const code of criterion.MarketplaceProductCodes ?? []) {
    if (!/^[A-Za-z0-9]{1,25}$/.test(code)) throw invalid(`Invalid product code: ${code}`)
  }
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message)
}
