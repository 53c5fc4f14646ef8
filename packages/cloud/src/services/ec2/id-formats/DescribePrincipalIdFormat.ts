import type {
  DescribePrincipalIdFormatRequest,
  DescribePrincipalIdFormatResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { idFormats } from './id-formats.ts'

/** The users and roles with a setting of their own: none can have one any more. */
export const DescribePrincipalIdFormat = operation<
  DescribePrincipalIdFormatRequest,
  DescribePrincipalIdFormatResult
>('DescribePrincipalIdFormat', (_ctx, input) => {
  idFormats(input.Resources)
  return { Principals: [] }
})
