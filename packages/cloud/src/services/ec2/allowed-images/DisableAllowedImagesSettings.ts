import type {
  DisableAllowedImagesSettingsCommandInput,
  DisableAllowedImagesSettingsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { setAllowedImages } from './allowed-images.ts'

/** Switches Allowed AMIs off; the criteria stay for when it is enabled again. */
export const DisableAllowedImagesSettings = operation<
  DisableAllowedImagesSettingsCommandInput,
  Omit<DisableAllowedImagesSettingsCommandOutput, '$metadata'>
>('DisableAllowedImagesSettings', (ctx) => {
  setAllowedImages(ctx, { state: 'disabled' })
  return { AllowedImagesSettingsState: 'disabled' }
})
