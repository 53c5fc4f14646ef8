import type { DescribeMetricCollectionTypesAnswer } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { groupMetricNames, metricGranularity } from './metric-names.ts'

/** The metrics that a group can have. */
export const DescribeMetricCollectionTypes = operation<object, DescribeMetricCollectionTypesAnswer>(
  'DescribeMetricCollectionTypes',
  () => ({
    Metrics: groupMetricNames.map((Metric) => ({ Metric })),
    Granularities: [{ Granularity: metricGranularity }],
  }),
)
