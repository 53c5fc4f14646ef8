import { ec2Fault } from './ec2-faults.ts'
import { clip } from './protocol-facts.ts'
import type { NormalizedSchema } from './schema.ts'
import { traitsOf } from './schema.ts'
import type { ServiceInfo } from './services.ts'
import type { PathStyle, Problem, Rule } from './validate.ts'
import { WireFault } from './wire-fault.ts'

/** EC2 names a member by its form key. */
export const ec2Paths: PathStyle = {
  member: (name, schema) => ec2Key(name, schema),
  item: (list, index) => `${list}.${index}`,
  mapValue: (map, key) => `${map}.${key}`,
}

/** The other services name it as their framework does: `filters.1.member.key`. */
export const frameworkPaths: PathStyle = {
  member: (name) => name.slice(0, 1).toLowerCase() + name.slice(1),
  item: (list, index) => `${list}.${index}.member`,
  mapValue: (map, key) => `${map}.${key}.member`,
}

/** The key of a member in an EC2 form. */
export function ec2Key(name: string, schema: NormalizedSchema): string {
  const { ec2QueryName, xmlName } = traitsOf(schema)
  if (ec2QueryName !== undefined) return ec2QueryName
  const key = xmlName ?? name
  return key.slice(0, 1).toUpperCase() + key.slice(1)
}

/** The refusal of an input with problems, in the words of its service; EC2 tells the first one only. */
export function faultOf(
  info: ServiceInfo,
  operation: string,
  problems: readonly [Problem, ...Problem[]],
): WireFault {
  if (info.formProtocol === 'ec2Query') return ec2Fault(operation, problems[0])
  const integer = problems.find(({ rule }) => rule.kind === 'integer')
  if (integer) return notWhole(info, integer)
  const named = info.name === 'iam' ? problems.find(isIamName) : undefined
  if (named && problems.length === 1) {
    const text = `The specified value for ${named.path} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`
    return new WireFault(info.validationCode, text)
  }
  const count =
    problems.length === 1 ? '1 validation error' : `${problems.length} validation errors`
  const texts = problems.map(
    (problem) => `${subjectOf(problem)} failed to satisfy constraint: ${demandOf(problem)}`,
  )
  return new WireFault(info.validationCode, `${count} detected: ${texts.join('; ')}`)
}

function notWhole(info: ServiceInfo, { path, rule, value }: Problem): WireFault {
  const kind = rule.kind === 'integer' && rule.isLong ? 'Long' : 'Integer'
  return info.formProtocol === 'awsQuery' && info.jsonProtocol === undefined
    ? new WireFault(
        'MalformedInput',
        `Could not parse the value '${String(value)}' of ${path} as ${kind}`,
      )
    : new WireFault('SerializationException', `NUMBER_VALUE can not be converted to ${kind}`)
}

function isIamName({ rule, within, path }: Problem): boolean {
  return (
    rule.kind === 'pattern' &&
    within === undefined &&
    path.endsWith('Name') &&
    (rule.pattern === '[\\w+=,.@-]+' || rule.pattern === '[\\w+=,.@-]*')
  )
}

function subjectOf({ path, rule, value, isSensitive }: Problem): string {
  if (rule.kind === 'required') return `Value null at '${path}'`
  const shown = isSensitive ? undefined : textOf(value)
  return shown === undefined ? `Value at '${path}'` : `Value '${clip(shown)}' at '${path}'`
}

/** Scalars and lists of them; AWS prints structures by a name of its own, which says nothing. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (!Array.isArray(value)) return undefined
  const items: unknown[] = value
  return items.every((item) => typeof item === 'string' || typeof item === 'number')
    ? `[${items.join(', ')}]`
    : undefined
}

function demandOf({ rule, within }: Problem): string {
  const demand = ruleText(rule)
  switch (within) {
    case 'items':
      return `Member must satisfy constraint: [${demand}]`
    case 'keys':
      return `Map keys must satisfy constraint: [${demand}]`
    case 'values':
      return `Map value must satisfy constraint: [${demand}]`
    default:
      return demand
  }
}

function ruleText(rule: Rule): string {
  switch (rule.kind) {
    case 'required':
      return 'Member must not be null'
    case 'enum':
      return `Member must satisfy enum value set: [${rule.values.join(', ')}]`
    case 'pattern':
      return `Member must satisfy regular expression pattern: ${rule.pattern}`
    case 'integer':
      return 'Member must be a whole number'
    case 'least':
      return `Member must have ${rule.of} greater than or equal to ${rule.limit}`
    case 'most':
      return `Member must have ${rule.of} less than or equal to ${rule.limit}`
  }
}
