import { AwsError } from '../../../errors.ts'
import { substitute, type ParameterValues } from '../documents/bind-parameters.ts'
import { asFields, type DocumentContent, type DocumentStep } from '../documents/content.ts'
import type { ScriptStep } from './command.ts'

const defaultTimeoutSeconds = 3600
const maxTimeoutSeconds = 172_800

/** The steps of a document for commands with its parameters filled in. */
export function scriptSteps(content: DocumentContent, values: ParameterValues): ScriptStep[] {
  return content.steps.map((step) => scriptStep(step, values))
}

function scriptStep(step: DocumentStep, values: ParameterValues): ScriptStep {
  const { name, action, platform } = step
  if (action !== 'aws:runShellScript' && action !== 'aws:runPowerShellScript') {
    throw new AwsError(
      'InvalidDocument',
      `Plugin ${action} of step ${name} is not supported by the embedded cloud.`,
    )
  }
  const inputs = asFields(substitute(step.inputs, values)) ?? {}
  return {
    name,
    action,
    lines: lines(inputs['runCommand']),
    workingDirectory: asText(inputs['workingDirectory']),
    timeoutSeconds: timeout(inputs['timeoutSeconds']),
    ...(platform === undefined ? {} : { platform }),
    ...(inputs['onFailure'] === 'exit' ? { exitsOnFailure: true as const } : {}),
  }
}

function lines(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(asText)
  return value === undefined ? [] : [asText(value)]
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined || value === null ? '' : JSON.stringify(value)
}

function timeout(value: unknown): number {
  const seconds = Number(value ?? defaultTimeoutSeconds)
  const isValid = Number.isInteger(seconds) && seconds >= 1 && seconds <= maxTimeoutSeconds
  return isValid ? seconds : defaultTimeoutSeconds
}
