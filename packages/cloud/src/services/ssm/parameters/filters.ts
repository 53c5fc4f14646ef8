import type { ParameterStringFilter } from '@aws-sdk/client-ssm'
import { AwsError } from '../../../errors.ts'
import { versionsOf, type ParameterRecord } from './parameter.ts'

const keys = ['Path', 'Name', 'Type', 'KeyId', 'Label', 'Tier', 'DataType'] as const

/** Whether a text is one of a filter's values, begins with one or contains one, as its option says. */
export function matchesText(
  { Option = 'Equals', Values = [] }: ParameterStringFilter,
  text: string | undefined,
): boolean {
  if (!['Equals', 'BeginsWith', 'Contains'].includes(Option)) throw badOption(Option)
  if (text === undefined) return false
  return Values.some((value) => {
    if (Option === 'BeginsWith') return text.startsWith(value)
    return Option === 'Contains' ? text.includes(value) : text === value
  })
}

/** The predicate of one of DescribeParameters' filters; throws for a key that AWS does not have. */
export function compileFilter(
  filter: ParameterStringFilter,
): (parameter: ParameterRecord) => boolean {
  const { Key = '', Option, Values = [] } = filter
  if (Key.startsWith('tag:')) {
    const tagKey = Key.slice('tag:'.length)
    return ({ tags }) =>
      tags.some((tag) => tag.Key === tagKey && (!Values.length || Values.includes(tag.Value)))
  }
  switch (keys.find((key) => key === Key)) {
    case 'Path':
      return ({ id }) => Values.some((path) => isUnder(id, path, Option ?? 'OneLevel'))
    case 'Name':
      // Names match with and without the slash in front.
      return ({ id }) => matchesText(filter, id) || matchesText(filter, id.replace(/^\//, ''))
    case 'Type':
      return ({ type }) => matchesText(filter, type)
    case 'KeyId':
      return ({ latest }) => matchesText(filter, latest.keyId)
    case 'Tier':
      return ({ latest }) => matchesText(filter, latest.tier)
    case 'DataType':
      return ({ latest }) => matchesText(filter, latest.dataType)
    case 'Label':
      return (record) =>
        versionsOf(record).some(({ labels = [] }) =>
          labels.some((label) => matchesText(filter, label)),
        )
    default:
      throw new AwsError(
        'InvalidFilterKey',
        `The following filter key is not valid: ${Key}. Valid filter keys include: [${keys.join(', ')}].`,
      )
  }
}

function isUnder(name: string, path: string, option: string): boolean {
  if (option !== 'OneLevel' && option !== 'Recursive') throw badOption(option)
  const folder = path.endsWith('/') ? path : `${path}/`
  if (folder === '/' && !name.startsWith('/')) return true
  return (
    name.startsWith(folder) && (option === 'Recursive' || !name.slice(folder.length).includes('/'))
  )
}

function badOption(option: string): AwsError {
  return new AwsError(
    'InvalidFilterOption',
    `The following filter option is not valid: ${option}. Valid options include: [BeginsWith, Contains, Equals, OneLevel, Recursive].`,
  )
}
