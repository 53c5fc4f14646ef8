import { AwsError } from '../../../errors.ts'
import { userTypes, type UserOptions, type UserType } from './image-users.ts'

interface AskedType {
  readonly ResourceType?: string
  readonly ResourceTypeOptions?: readonly {
    readonly OptionName?: string
    readonly OptionValues?: readonly string[]
  }[]
}

export interface WantedType {
  readonly type: UserType
  readonly options: UserOptions
}

const defaultDepth = 10
const instanceStates = [
  'pending',
  'running',
  'shutting-down',
  'terminated',
  'stopping',
  'stopped',
] as const

/** The types that a call looks at, with what narrows them. `allowed`: those that the operation takes. */
export function readResourceTypes(
  asked: readonly AskedType[] | undefined,
  allowed: readonly UserType[] = userTypes,
): readonly WantedType[] {
  return (asked ?? []).map(({ ResourceType, ResourceTypeOptions }) => {
    const type = allowed.find((each) => each === ResourceType)
    if (!type) {
      throw new AwsError(
        'InvalidParameterValue',
        `Value (${ResourceType ?? ''}) for parameter ResourceType is invalid. Expected one of: ${allowed.join(', ')}.`,
      )
    }
    let options: UserOptions = { versionDepth: defaultDepth }
    for (const { OptionName, OptionValues = [] } of ResourceTypeOptions ?? []) {
      if (OptionName === 'state-name' && type === 'ec2:Instance') {
        options = { ...options, states: readStates(OptionValues) }
      } else if (OptionName === 'version-depth' && type === 'ec2:LaunchTemplate') {
        options = { ...options, versionDepth: readDepth(OptionValues[0]) }
      } else {
        throw new AwsError(
          'InvalidParameterValue',
          `The option ${OptionName ?? ''} is not valid for the resource type ${type}.`,
        )
      }
    }
    return { type, options }
  })
}

function readStates(values: readonly string[]): readonly string[] {
  for (const value of values) {
    if (!instanceStates.some((state) => state === value)) {
      throw new AwsError('InvalidParameterValue', `Invalid instance state: ${value}`)
    }
  }
  return values
}

function readDepth(value: string | undefined): number {
  const depth = Number(value)
  if (Number.isInteger(depth) && depth >= 1 && depth <= 10_000) return depth
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${value ?? ''}) for the option version-depth is invalid. Expecting a value between 1 and 10000.`,
  )
}
