import type { DhcpOptions } from '@aws-sdk/client-ec2'
import type { DhcpOptionsRecord } from './dhcp-options.ts'

export function describeDhcpOptions(options: DhcpOptionsRecord, ownerId: string): DhcpOptions {
  return {
    DhcpOptionsId: options.id,
    OwnerId: ownerId,
    DhcpConfigurations: options.configurations.map(({ key, values }) => ({
      Key: key,
      Values: values.map((Value) => ({ Value })),
    })),
    Tags: [...options.tags],
  }
}
