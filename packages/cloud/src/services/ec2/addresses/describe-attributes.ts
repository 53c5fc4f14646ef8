import type { AddressAttribute } from '@aws-sdk/client-ec2'
import type { ElasticIpRecord } from './elastic-ip.ts'

export function describeAttributes(address: ElasticIpRecord): AddressAttribute {
  return {
    AllocationId: address.id,
    PublicIp: address.publicIp,
    PtrRecord: address.ptrRecord,
  }
}
