import type { LabelParameterVersionRequest, LabelParameterVersionResult } from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { isLabel, findVersion } from './labels.ts'
import { lookUpParameter, parameterNotFound, parameters, withVersions } from './parameter.ts'

const maxLabels = 10

/** Puts labels on a version, which move from another one. */
export const LabelParameterVersion = operation<
  LabelParameterVersionRequest,
  LabelParameterVersionResult
>('LabelParameterVersion', (ctx, input) => {
  const { Name = '', Labels = [] } = input
  const record = lookUpParameter(ctx, Name)
  if (!record) throw parameterNotFound(Name)
  const target = findVersion(record, input.ParameterVersion)
  const wished = [...new Set(Labels.filter(isLabel))]
  const labels = [...new Set([...(target.labels ?? []), ...wished])]
  if (labels.length > maxLabels) {
    throw new AwsError(
      'ParameterVersionLabelLimitExceeded',
      'A parameter version can have a maximum of ten labels. Move one or more labels to another version and try again.',
    )
  }
  const changed = withVersions(record, (each) =>
    each.version === target.version
      ? { ...each, labels }
      : { ...each, labels: (each.labels ?? []).filter((label) => !wished.includes(label)) },
  )
  ctx.db.put(parameters, changed)
  return {
    InvalidLabels: Labels.filter((label) => !isLabel(label)),
    ParameterVersion: target.version,
  }
})
