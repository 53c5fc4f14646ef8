import { isIP } from 'node:net'
import type { NewDhcpConfiguration } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../errors.ts'
import type { DhcpOptionsRecord } from './dhcp-options.ts'

type Configurations = DhcpOptionsRecord['configurations']

interface Rule {
  readonly max: number
  readonly allows: (value: string) => boolean
}

const isIpv4 = (value: string) => isIP(value) === 4

/** https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html */
const rules: Readonly<Record<string, Rule>> = {
  'domain-name-servers': {
    max: 4,
    allows: (value) => value === 'AmazonProvidedDNS' || isIP(value) > 0,
  },
  // Some Linux distributions take several names apart by spaces.
  'domain-name': { max: 1, allows: (value) => /^[a-zA-Z0-9][a-zA-Z0-9. -]*$/.test(value) },
  // Four of either kind of address.
  'ntp-servers': { max: 8, allows: (value) => isIP(value) > 0 },
  'netbios-name-servers': { max: 4, allows: isIpv4 },
  'netbios-node-type': { max: 1, allows: (value) => ['1', '2', '4', '8'].includes(value) },
  'ipv6-address-preferred-lease-time': {
    max: 1,
    allows: (value) =>
      /^\d{1,10}$/.test(value) && Number(value) >= 140 && Number(value) <= 2_147_483_647,
  },
}

/** Options as the set keeps them; a key that comes twice is one option with all its values. Throws AWS's errors. */
export function readConfigurations(
  wished: readonly NewDhcpConfiguration[] | undefined,
): Configurations {
  const byKey = new Map<string, readonly string[]>()
  for (const { Key: key = '', Values: values = [] } of wished ?? []) {
    byKey.set(key, [...(byKey.get(key) ?? []), ...values.flatMap((value) => value.split(','))])
  }
  if (byKey.size === 0) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter dhcpConfigurationSet',
    )
  }
  return [...byKey].map(([key, values]) => ({ key, values: checkValues(key, values) }))
}

function checkValues(key: string, texts: readonly string[]): readonly string[] {
  const rule = Object.hasOwn(rules, key) ? rules[key] : undefined
  if (!rule) throw invalid(`Value (${key}) for parameter key is invalid. Unknown DHCP option.`)
  const values = texts.map((text) => text.trim()).filter((text) => text !== '')
  if (values.length === 0) throw invalid(`DHCP option ${key} must have a value`)
  if (values.length > rule.max) {
    throw invalid(`DHCP option ${key} may have at most ${rule.max} values`)
  }
  const bad = values.find((value) => !rule.allows(value))
  if (bad !== undefined) {
    throw invalid(`Value (${bad}) for parameter value is invalid. Invalid DHCP option value.`)
  }
  return values
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message)
}
