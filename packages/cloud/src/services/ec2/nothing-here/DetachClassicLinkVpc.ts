import type { DetachClassicLinkVpcRequest, DetachClassicLinkVpcResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { noClassic } from './classic-link.ts'

/** Refused in AWS's words: EC2-Classic is gone since 2023. */
export const DetachClassicLinkVpc = operation<
  DetachClassicLinkVpcRequest,
  DetachClassicLinkVpcResult
>('DetachClassicLinkVpc', () => {
  throw noClassic()
})
