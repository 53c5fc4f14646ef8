import type { InventoryItemSchema } from '@aws-sdk/client-ssm'
import { AwsError } from '../../../errors.ts'

const names: Readonly<Record<string, readonly [version: string, display: string, text: string]>> = {
  'AWS:AWSComponent': [
    '1.0',
    'AWSComponent',
    'Name ApplicationType Publisher Version InstalledTime Architecture URL',
  ],
  'AWS:Application': [
    '1.1',
    'Application',
    'Name ApplicationType Publisher Version Release Epoch InstalledTime Architecture URL Summary PackageId',
  ],
  'AWS:InstanceDetailedInformation': [
    '1.0',
    'Instance Detailed Information',
    'CPUModel CPUSpeedMHz CPUs CPUSockets CPUCores CPUHyperThreadEnabled OSServicePack KernelVersion',
  ],
  'AWS:InstanceInformation': [
    '1.0',
    'Instance Information',
    'AgentType AgentVersion ComputerName InstanceId InstanceStatus IpAddress PlatformName PlatformType PlatformVersion ResourceType',
  ],
  'AWS:Network': [
    '1.0',
    'Network',
    'Name SubnetMask Gateway DHCPServer DNSServer MacAddress IPV4 IPV6',
  ],
}

const numbers = new Set(['CPUSpeedMHz', 'CPUs', 'CPUSockets', 'CPUCores'])

/**
 * The types that agents collect here, with their attributes. AWS knows more of them, for Windows and files.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-schema.html
 */
export const schemas: readonly InventoryItemSchema[] = Object.entries(names).map(
  ([TypeName, [Version, DisplayName, text]]) => ({
    TypeName,
    Version,
    DisplayName,
    Attributes: text.split(' ').map((Name) => ({
      Name,
      DataType: numbers.has(Name) ? 'number' : 'string',
    })),
  }),
)

export const isAwsType = (typeName: string): boolean => Object.hasOwn(names, typeName)

/** `AWS:…` that is known or `Custom:…`. Throws `InvalidTypeNameException`. */
export function checkTypeName(typeName: string): void {
  if (isAwsType(typeName) || typeName.startsWith('Custom:')) return
  throw invalidTypeName(`The inventory type name ${typeName} is not valid.`)
}

export function invalidTypeName(message: string): AwsError {
  return new AwsError('InvalidTypeNameException', message)
}
