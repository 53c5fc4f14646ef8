import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

/** An Elastic IP: the account's own until released, mapped to an interface or idle. */
export interface ElasticIpRecord extends Tagged {
  /** `eipalloc-0…` */
  readonly id: string
  readonly publicIp: string
  readonly association?: ElasticIpAssociation
  /** Reverse DNS name, with the dot at its end. */
  readonly ptrRecord?: string
}

interface ElasticIpAssociation {
  /** `eipassoc-0…` */
  readonly id: string
  readonly networkInterfaceId: string
  readonly privateIpAddress: string
}

export const elasticIps = collection<ElasticIpRecord, 'publicIp' | 'association' | 'interface'>({
  name: 'ec2/elastic-ip',
  scope: 'region',
  indexes: {
    publicIp: (address) => address.publicIp,
    association: (address) => address.association?.id,
    interface: (address) => address.association?.networkInterfaceId,
  },
})
