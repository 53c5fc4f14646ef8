import { clip } from './protocol-facts.ts'
import type { Problem } from './validate.ts'
import { WireFault } from './wire-fault.ts'

/** EC2's refusal of an input with a problem. Each of its teams words these in its own way. */
export function ec2Fault(operation: string, { path, rule, value }: Problem): WireFault {
  const label = path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? path
  const shown = clip(Array.isArray(value) ? value.join(', ') : String(value))
  switch (rule.kind) {
    case 'required':
      return new WireFault('MissingParameter', `The request must contain the parameter ${path}`)
    case 'least':
    case 'most': {
      const own = label === 'MaxResults' ? maxResultsFaults[operation]?.(shown) : undefined
      if (own) return own
      const bound = rule.kind === 'least' ? 'greater' : 'smaller'
      return rule.of === 'value'
        ? invalid(
            `Value ( ${shown} ) for parameter ${label} is invalid. Expecting a value ${bound} than or equal to ${rule.limit}.`,
          )
        : invalid(
            `Value (${shown}) for parameter ${label} is invalid. Expecting a length ${bound} than or equal to ${rule.limit}.`,
          )
    }
    case 'enum':
      return enumFault(label, shown)
    default:
      return invalid(`Invalid value '${shown}' for ${label}.`)
  }
}

const maxResultsFaults: Readonly<Record<string, (shown: string) => WireFault>> = {
  DescribeInstanceTypes: (shown) => maxResultsFault(shown, 5, 100),
  DescribeInstanceTypeOfferings: (shown) => maxResultsFault(shown, 5, 1000),
  DescribeLaunchTemplates: () => invalid('Maximum results allowed are between 1 and 200'),
}

function maxResultsFault(shown: string, least: number, most: number): WireFault {
  const range = `Expecting a value from ( ${least} ) to  ( ${most} ).`
  return new WireFault(
    'InvalidMaxResults',
    `Value ( ${shown} ) for parameter maxResults is invalid. ${range}`,
  )
}

function enumFault(label: string, shown: string): WireFault {
  switch (label) {
    case 'VolumeType':
      return new WireFault(
        'UnknownVolumeType',
        `Unsupported volume type '${shown}' for volume creation.`,
      )
    case 'ResourceType':
      return invalid(`'${shown}' is not a valid taggable resource type for this operation.`)
    case 'Attribute':
      return invalid(`Value (${shown}) for parameter attribute is invalid. Unknown attribute.`)
    default:
      return invalid(`Invalid value '${shown}' for ${label}.`)
  }
}

function invalid(message: string): WireFault {
  return new WireFault('InvalidParameterValue', message)
}
