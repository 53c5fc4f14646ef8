import { AwsError } from '../../../errors.ts'
import { substitute, type ParameterValues } from '../documents/bind-parameters.ts'
import { asFields, type DocumentContent, type DocumentStep } from '../documents/content.ts'
import type { ScriptStep } from './command.ts'

const defaultTimeoutSeconds = 3600
const maxTimeoutSeconds = 172_800
const inventorySeconds = 600

/** Inputs of `aws:softwareInventory` and what each has collected. */
const inventoryTypes = {
  applications: 'AWS:Application',
  awsComponents: 'AWS:AWSComponent',
  networkConfig: 'AWS:Network',
  instanceDetailedInformation: 'AWS:InstanceDetailedInformation',
}

/** The steps of a document for commands with its parameters filled in. */
export function scriptSteps(content: DocumentContent, values: ParameterValues): ScriptStep[] {
  return content.steps.map((step) => scriptStep(step, values))
}

function scriptStep(step: DocumentStep, values: ParameterValues): ScriptStep {
  const { name, action, platform } = step
  const inputs = asFields(substitute(step.inputs, values)) ?? {}
  if (action === 'aws:softwareInventory') {
    const types = Object.entries(inventoryTypes)
      .filter(([input]) => inputs[input] === 'Enabled')
      .map(([, type]) => type)
    return { name, action, lines: types, workingDirectory: '', timeoutSeconds: inventorySeconds }
  }
  if (action !== 'aws:runShellScript' && action !== 'aws:runPowerShellScript') {
    throw new AwsError(
      'InvalidDocument',
      `Plugin ${action} of step ${name} is not supported by the embedded cloud.`,
    )
  }
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
