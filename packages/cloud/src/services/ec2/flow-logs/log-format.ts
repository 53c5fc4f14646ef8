import { AwsError } from '../../../errors.ts'

/**
 * Fields of a record, those of the default format first.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
const defaultFields = [
  'version',
  'account-id',
  'interface-id',
  'srcaddr',
  'dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'log-status',
] as const

const moreFields = [
  'vpc-id',
  'subnet-id',
  'instance-id',
  'tcp-flags',
  'type',
  'pkt-srcaddr',
  'pkt-dstaddr',
  'region',
  'az-id',
  'sublocation-type',
  'sublocation-id',
  'pkt-src-aws-service',
  'pkt-dst-aws-service',
  'flow-direction',
  'traffic-path',
] as const

export type LogField = (typeof defaultFields)[number] | (typeof moreFields)[number]

const known: ReadonlySet<string> = new Set([...defaultFields, ...moreFields])

export const defaultLogFormat = defaultFields.map((field) => `\${${field}}`).join(' ')

/** The fields of a format such as `${srcaddr} ${dstaddr}`, in its order. Throws `InvalidParameter` for one that AWS does not have. */
export function parseLogFormat(format: string): readonly LogField[] {
  const names = format.split(/[ ,]+/).map((part) => /^\$\{([a-z-]+)\}$/.exec(part)?.[1] ?? part)
  const unknown = names.filter((name) => !known.has(name))
  if (unknown.length === 0) return names.filter(isField)
  throw new AwsError('InvalidParameter', `Unknown fields provided: ${unknown.join(', ')}`)
}

function isField(name: string): name is LogField {
  return known.has(name)
}
