import type {
  DescribeByoipCidrsCommandInput,
  DescribeByoipCidrsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: nobody can bring address ranges here.
 * @differs Always empty.
 */
export const DescribeByoipCidrs = operation<
  DescribeByoipCidrsCommandInput,
  Omit<DescribeByoipCidrsCommandOutput, '$metadata'>
>('DescribeByoipCidrs', () => ({
  ByoipCidrs: listNothing('DescribeByoipCidrs'),
}))
