import type {
  EnableAllowedImagesSettingsCommandInput,
  EnableAllowedImagesSettingsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { setAllowedImages } from './allowed-images.ts'

/**
 * Switches Allowed AMIs on: launches and DescribeImages then keep to the criteria, or only mark images in
 * audit mode.
 */
export const EnableAllowedImagesSettings = operation<
  EnableAllowedImagesSettingsCommandInput,
  Omit<EnableAllowedImagesSettingsCommandOutput, '$metadata'>
>('EnableAllowedImagesSettings', (ctx, input) => {
  const state = input.AllowedImagesSettingsState
  if (state !== 'enabled' && state !== 'audit-mode') {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${String(state)}) for parameter AllowedImagesSettingsState is invalid. Expected: 'enabled' or 'audit-mode'.`,
    )
  }
  setAllowedImages(ctx, { state })
  return { AllowedImagesSettingsState: state }
})
