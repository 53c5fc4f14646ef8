import { collection } from '../../../engine/collection.ts'
import type { Tagged } from '../tag.ts'

export interface DhcpOptionsRecord extends Tagged {
  /** `dopt-0…` */
  readonly id: string
  readonly configurations: readonly { readonly key: string; readonly values: readonly string[] }[]
}

export const dhcpOptions = collection<DhcpOptionsRecord>({
  name: 'ec2/dhcp-options',
  scope: 'region',
})
