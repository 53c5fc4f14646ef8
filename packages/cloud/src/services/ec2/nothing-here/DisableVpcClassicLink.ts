import type { DisableVpcClassicLinkRequest, DisableVpcClassicLinkResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { noClassic } from './classic-link.ts'

/** Refused in AWS's words: EC2-Classic is gone since 2023. */
export const DisableVpcClassicLink = operation<
  DisableVpcClassicLinkRequest,
  DisableVpcClassicLinkResult
>('DisableVpcClassicLink', () => {
  throw noClassic()
})
