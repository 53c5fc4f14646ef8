import type { Translate } from '../../../i18n/index.ts'

/** Fields that a problem can stand at; rows carry their id. The page gives each the element id `launch-<field>`. */
export type FieldId =
  | 'name'
  | 'tags'
  | `tag.${string}.key`
  | `tag.${string}.value`
  | 'count'
  | 'image'
  | 'instanceType'
  | 'keyPair'
  | 'keyPair.newName'
  | 'vpc'
  | 'subnet'
  | 'availabilityZone'
  | 'publicIp'
  | 'groups'
  | 'newGroup.name'
  | 'newGroup.description'
  | 'newGroup.rules'
  | `rule.${string}.ports`
  | `rule.${string}.protocol`
  | `rule.${string}.source`
  | `rule.${string}.description`
  | 'volumes'
  | `volume.${string}.device`
  | `volume.${string}.snapshot`
  | `volume.${string}.size`
  | `volume.${string}.type`
  | `volume.${string}.iops`
  | `volume.${string}.throughput`
  | `volume.${string}.encrypted`
  | 'purchasing'
  | 'spot.maxPrice'
  | 'spot.interruption'
  | 'spot.validUntil'
  | 'instanceProfile'
  | 'hostname'
  | 'hibernation'
  | 'stopProtection'
  | 'ebsOptimized'
  | 'credits'
  | 'tenancy'
  | 'hostId'
  | 'placementGroup'
  | 'metadata'
  | 'metadataHopLimit'
  | 'userData'
  | 'templateName'
  | 'templateDescription'

/** One thing that keeps the launch from succeeding, at the field that causes it, said in the reader's language. */
export interface Issue {
  readonly field: FieldId
  readonly say: (t: Translate) => string
  /** Something not filled in yet: said only once a launch was tried. */
  readonly missing?: boolean
}
