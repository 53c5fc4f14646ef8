import type {
  GetAllowedImagesSettingsCommandInput,
  GetAllowedImagesSettingsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { allowedImages } from './allowed-images.ts'

/**
 * The state and the criteria of Allowed AMIs.
 * @differs Always managed by the account: there are no declarative policies.
 */
export const GetAllowedImagesSettings = operation<
  GetAllowedImagesSettingsCommandInput,
  Omit<GetAllowedImagesSettingsCommandOutput, '$metadata'>
>('GetAllowedImagesSettings', (ctx) => {
  const { state, criteria } = allowedImages(ctx)
  return { State: state, ImageCriteria: [...criteria], ManagedBy: 'account' }
})
