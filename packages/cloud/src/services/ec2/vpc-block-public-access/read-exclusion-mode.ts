import { AwsError } from '../../../errors.ts'
import type { VpcBlockExclusionRecord } from './vpc-block-public-access.ts'

export function readExclusionMode(mode: string | undefined): VpcBlockExclusionRecord['mode'] {
  if (mode === 'allow-bidirectional' || mode === 'allow-egress') return mode
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${mode}) for parameter InternetGatewayExclusionMode is invalid.`,
  )
}
