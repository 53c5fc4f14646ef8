import type {
  UnlabelParameterVersionRequest,
  UnlabelParameterVersionResult,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { findVersion } from './labels.ts'
import { lookUpParameter, parameterNotFound, parameters, withVersions } from './parameter.ts'

/** Takes labels from a version. */
export const UnlabelParameterVersion = operation<
  UnlabelParameterVersionRequest,
  UnlabelParameterVersionResult
>('UnlabelParameterVersion', (ctx, input) => {
  const { Name = '', Labels = [] } = input
  const record = lookUpParameter(ctx, Name)
  if (!record) throw parameterNotFound(Name)
  const target = findVersion(record, input.ParameterVersion)
  const present = target.labels ?? []
  const removed = Labels.filter((label) => present.includes(label))
  const labels = present.filter((label) => !removed.includes(label))
  ctx.db.put(
    parameters,
    withVersions(record, (each) => (each.version === target.version ? { ...each, labels } : each)),
  )
  return {
    RemovedLabels: removed,
    InvalidLabels: Labels.filter((label) => !removed.includes(label)),
  }
})
