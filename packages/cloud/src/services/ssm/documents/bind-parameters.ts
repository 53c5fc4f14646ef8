import { AwsError } from '../../../errors.ts'
import type { DocumentContent, ParameterDefinition } from './content.ts'

/** The values of a document's parameters for one use of it. */
export type ParameterValues = ReadonlyMap<string, unknown>

/** Checks what a caller gives against the document; what is left out has its default. Throws `InvalidParameters`. */
export function bindParameters(
  content: DocumentContent,
  documentName: string,
  given: Readonly<Record<string, readonly string[]>> = {},
): ParameterValues {
  const known = new Set(content.parameters.map((parameter) => parameter.name))
  const unknown = Object.keys(given).find((name) => !known.has(name))
  if (unknown !== undefined) {
    throw invalid(`Parameter "${unknown}" is not defined in document ${documentName}.`)
  }
  return new Map(
    content.parameters.map((parameter) => {
      const values = given[parameter.name]
      if (values === undefined) {
        if (parameter.default !== undefined) return [parameter.name, parameter.default]
        throw invalid(`Parameter "${parameter.name}" requires a value.`)
      }
      return [parameter.name, readValue(parameter, values)]
    }),
  )
}

/** Puts values where `{{ name }}` stands; a text that is nothing else becomes the value itself (a list stays a list). */
export function substitute(template: unknown, values: ParameterValues): unknown {
  if (Array.isArray(template)) {
    return template.flatMap((each) => {
      const filled = substitute(each, values)
      return typeof each === 'string' && Array.isArray(filled) ? filled : [filled]
    })
  }
  if (typeof template === 'object' && template !== null) {
    return Object.fromEntries(
      Object.entries(template).map(([key, value]) => [key, substitute(value, values)]),
    )
  }
  if (typeof template !== 'string') return template
  const whole = /^\{\{\s*([A-Za-z0-9_]+)\s*\}\}$/.exec(template)?.[1]
  if (whole !== undefined && values.has(whole)) return values.get(whole)
  return template.replaceAll(/\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g, (text, name: string) =>
    values.has(name) ? asText(values.get(name)) : text,
  )
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function readValue(parameter: ParameterDefinition, values: readonly string[]): unknown {
  const { name, minItems, maxItems } = parameter
  if (parameter.type === 'StringList') {
    const isShort = minItems !== undefined && values.length < minItems
    const isLong = maxItems !== undefined && values.length > maxItems
    if (isShort || isLong) {
      throw invalid(`Parameter "${name}" has ${values.length} items, which is not allowed.`)
    }
    for (const value of values) checkText(parameter, value)
    return [...values]
  }
  const [value, ...more] = values
  if (value === undefined || more.length > 0) {
    throw invalid(`Parameter "${name}" requires exactly one value.`)
  }
  checkText(parameter, value)
  switch (parameter.type) {
    case 'Integer':
      if (!/^-?\d+$/.test(value)) throw invalid(`Parameter "${name}" requires an integer.`)
      return value
    case 'Boolean':
      if (!/^(true|false)$/i.test(value)) throw invalid(`Parameter "${name}" requires a Boolean.`)
      return value
    case 'StringMap':
    case 'MapList':
      try {
        return JSON.parse(value)
      } catch {
        throw invalid(`Parameter "${name}" requires JSON.`)
      }
    default:
      return value
  }
}

function checkText(parameter: ParameterDefinition, value: string): void {
  const { name, allowedValues, allowedPattern, minChars = 0, maxChars = Infinity } = parameter
  if (allowedValues !== undefined && !allowedValues.includes(value)) {
    throw invalid(
      `Parameter "${name}" with value "${value}" is not one of the allowed values: ${allowedValues.join(', ')}.`,
    )
  }
  if (allowedPattern !== undefined && !wholeMatch(allowedPattern, value)) {
    throw invalid(
      `Parameter "${name}" with value "${value}" does not match the pattern ${allowedPattern}.`,
    )
  }
  if (value.length < minChars || value.length > maxChars) {
    throw invalid(`Parameter "${name}" has a value of ${value.length} characters.`)
  }
}

function wholeMatch(pattern: string, value: string): boolean {
  return new RegExp(`^(?:${pattern})$`).test(value)
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameters', message)
}
