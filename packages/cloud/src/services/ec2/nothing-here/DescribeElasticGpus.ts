import type {
  DescribeElasticGpusCommandInput,
  DescribeElasticGpusCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: AWS has ended Elastic Graphics.
 * @differs Always empty.
 */
export const DescribeElasticGpus = operation<
  DescribeElasticGpusCommandInput,
  Omit<DescribeElasticGpusCommandOutput, '$metadata'>
>('DescribeElasticGpus', (_ctx, input) => ({
  ElasticGpuSet: listNothing('DescribeElasticGpus', {
    ids: input.ElasticGpuIds,
    missing: {
      code: 'InvalidElasticGpuID.NotFound',
      message: "The elastic GPU ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
