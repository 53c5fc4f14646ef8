import { parseDocument, stringify } from 'yaml'
import { AwsError } from '../../../errors.ts'
import type { DocumentFormat, DocumentType } from './document.ts'

type Fields = Readonly<Record<string, unknown>>

/** A document's content, read and found to make sense. */
export interface DocumentContent {
  readonly schemaVersion: string
  readonly description: string | undefined
  readonly parameters: readonly ParameterDefinition[]
  /** Of Session documents. */
  readonly sessionType: string | undefined
  readonly inputs: Fields
  readonly properties: Fields
  /** Of Command documents, in the order in which they run. */
  readonly steps: readonly DocumentStep[]
  readonly fields: Fields
}

export interface ParameterDefinition {
  readonly name: string
  readonly type: string
  readonly description: string | undefined
  readonly default: unknown
  readonly allowedValues: readonly string[] | undefined
  readonly allowedPattern: string | undefined
  readonly minItems: number | undefined
  readonly maxItems: number | undefined
  readonly minChars: number | undefined
  readonly maxChars: number | undefined
}

export interface DocumentStep {
  /** The name by which results are asked for: the step's own, or the plugin's in documents of version 1.2. */
  readonly name: string
  /** `aws:runShellScript` */
  readonly action: string
  readonly inputs: Fields
  /** Platforms that its precondition admits; undefined: all. */
  readonly platform: string | undefined
}

const maxContentBytes = 64 * 1024
const commandSchemas = ['1.0', '1.2', '2.0', '2.1', '2.2']
const sessionTypes = ['InteractiveCommands', 'NonInteractiveCommands', 'Port', 'Standard_Stream']
const parameterTypes = ['String', 'StringList', 'Integer', 'Boolean', 'MapList', 'StringMap']

/** Throws AWS's errors for content that no document may have. */
export function readContent(
  text: string,
  format: DocumentFormat,
  type: DocumentType,
): DocumentContent {
  if (Buffer.byteLength(text) > maxContentBytes) {
    throw new AwsError('MaxDocumentSizeExceeded', 'The size limit of a document is 64 KB.')
  }
  const fields = asFields(parseText(text, format))
  if (fields === undefined) throw invalidContent('The content for the document is not valid.')
  const schemaVersion = textOf(fields['schemaVersion'])
  const allowed = type === 'Session' ? ['1.0'] : commandSchemas
  if (schemaVersion === undefined || !allowed.includes(schemaVersion)) {
    throw new AwsError(
      'InvalidDocumentSchemaVersion',
      `The version of the document schema isn't supported. Supported versions for ${type} documents: ${allowed.join(', ')}.`,
    )
  }
  const sessionType = textOf(fields['sessionType'])
  if (type === 'Session' && !sessionTypes.includes(sessionType ?? '')) {
    throw invalidContent(`sessionType must be one of ${sessionTypes.join(', ')}.`)
  }
  const content = {
    schemaVersion,
    description: textOf(fields['description']),
    parameters: readParameters(fields['parameters']),
    sessionType,
    inputs: asFields(fields['inputs']) ?? {},
    properties: asFields(fields['properties']) ?? {},
    steps: type === 'Session' ? [] : readSteps(fields),
    fields,
  }
  checkReferences(content)
  return content
}

/** The same content in the format that the caller wants. */
export function writeContent(
  content: string,
  format: DocumentFormat,
  wanted: DocumentFormat,
): string {
  if (format === wanted) return content
  const fields = parseText(content, format)
  return wanted === 'JSON' ? JSON.stringify(fields, null, 2) : stringify(fields)
}

/** Systems on which the document runs, as AWS lists them. */
export function platformTypes(content: DocumentContent, type: DocumentType): PlatformName[] {
  if (type === 'Session') return ['Windows', 'Linux', 'MacOS']
  const actions = new Set(content.steps.map((step) => step.action))
  if (actions.has('aws:runPowerShellScript')) return ['Windows', 'Linux', 'MacOS']
  return actions.has('aws:runShellScript') ? ['Linux', 'MacOS'] : ['Windows', 'Linux', 'MacOS']
}

export type PlatformName = 'Windows' | 'Linux' | 'MacOS'

export function asFields(value: unknown): Fields | undefined {
  return isFields(value) ? value : undefined
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseText(text: string, format: DocumentFormat): unknown {
  try {
    if (format === 'JSON') return JSON.parse(text)
    const parsed = parseDocument(text)
    if (parsed.errors.length > 0) return undefined
    return parsed.toJS({ maxAliasCount: 100 })
  } catch {
    return undefined
  }
}

function readParameters(value: unknown): ParameterDefinition[] {
  if (value === undefined) return []
  const fields = asFields(value)
  if (fields === undefined) throw invalidContent('parameters must be a map.')
  return Object.entries(fields).map(([name, definition]) => {
    const given = asFields(definition)
    const type = textOf(given?.['type']) ?? ''
    // Old documents write `string`, which AWS takes too.
    const known = parameterTypes.find((each) => each.toLowerCase() === type.toLowerCase())
    if (given === undefined || known === undefined) {
      throw invalidContent(`Parameter "${name}" has an invalid type "${type}".`)
    }
    const allowedPattern = textOf(given['allowedPattern'])
    if (allowedPattern !== undefined) compilePattern(name, allowedPattern)
    const values = given['allowedValues']
    return {
      name,
      type: known,
      description: textOf(given['description']),
      default: given['default'],
      allowedValues: Array.isArray(values) ? values.map(String) : undefined,
      allowedPattern,
      minItems: numberOf(given['minItems']),
      maxItems: numberOf(given['maxItems']),
      minChars: numberOf(given['minChars']),
      maxChars: numberOf(given['maxChars']),
    }
  })
}

function compilePattern(name: string, pattern: string): void {
  try {
    void new RegExp(pattern)
  } catch {
    throw invalidContent(`Parameter "${name}" has an invalid allowedPattern.`)
  }
}

function readSteps(fields: Fields): DocumentStep[] {
  const steps = fields['mainSteps']
  if (Array.isArray(steps)) {
    const read = steps.map(readStep)
    const names = read.map((step) => step.name)
    if (read.length === 0) throw invalidContent('mainSteps must not be empty.')
    if (new Set(names).size < names.length) throw invalidContent('Names of steps must be unique.')
    return read
  }
  const runtime = asFields(fields['runtimeConfig'])
  if (runtime === undefined || Object.keys(runtime).length === 0) {
    throw invalidContent('Either mainSteps or runtimeConfig is required.')
  }
  return Object.entries(runtime).flatMap(([action, config]) => {
    const properties = asFields(config)?.['properties']
    const list = Array.isArray(properties) ? properties : [properties]
    return list.map((inputs) => ({
      name: action,
      action,
      inputs: asFields(inputs) ?? {},
      platform: undefined,
    }))
  })
}

function readStep(value: unknown): DocumentStep {
  const step = asFields(value)
  const name = textOf(step?.['name'])
  const action = textOf(step?.['action'])
  if (step === undefined || name === undefined || action === undefined) {
    throw invalidContent('Every step needs an action and a name.')
  }
  if (!/^aws:[A-Za-z]+$/.test(action)) throw invalidContent(`Action "${action}" is not valid.`)
  return { name, action, inputs: asFields(step['inputs']) ?? {}, platform: readPlatform(step) }
}

/** `precondition: { StringEquals: [platformType, Linux] }`, the only one of documents for commands. */
function readPlatform(step: Fields): string | undefined {
  const condition = asFields(step['precondition'])?.['StringEquals']
  if (!Array.isArray(condition)) return undefined
  const [subject, value] = condition.map(String)
  return subject === 'platformType' || subject === '{{ platformType }}' ? value : undefined
}

/** `{{ name }}` must name a parameter; what Systems Manager itself fills in has a colon or a dot. */
function checkReferences({ fields, parameters }: DocumentContent): void {
  const known = new Set(parameters.map((parameter) => parameter.name))
  const { parameters: _definitions, ...rest } = fields
  for (const [, name = ''] of JSON.stringify(rest).matchAll(/\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g)) {
    if (!known.has(name) && name !== 'platformType') {
      throw invalidContent(`Parameter "${name}" is not defined in document.`)
    }
  }
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

function invalidContent(message: string): AwsError {
  return new AwsError('InvalidDocumentContent', message)
}
