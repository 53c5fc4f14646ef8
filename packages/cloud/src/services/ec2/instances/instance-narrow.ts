import type { ReadRecords } from '../../../engine/collection.ts'
import { byId, byIndex, byPath, type Narrow } from '../narrow.ts'
import {
  networkInterfaces,
  type NetworkInterfaceRecord,
} from '../network-interfaces/network-interface.ts'
import { subnets } from '../subnets/subnet.ts'
import { volumes } from '../volumes/volume.ts'
import { instances } from './instance.ts'

const byGroup: Narrow = {
  count: (db, groupId) => db.countBy(networkInterfaces, 'group', groupId),
  ids: (db, groupId) => db.by(networkInterfaces, 'group', groupId).flatMap(instanceOf),
}

/** The filters of DescribeInstances and its kin that an index answers. */
export const instanceNarrow: Readonly<Record<string, Narrow>> = {
  'block-device-mapping.volume-id': byPath(
    (db, id) => db.get(volumes, id)?.attachments.map(({ instanceId }) => instanceId) ?? [],
  ),
  'group-id': byGroup,
  'image-id': byIndex(instances, 'image'),
  'instance-id': byId(instances),
  'instance-state-name': byIndex(instances, 'state'),
  'instance-type': byIndex(instances, 'type'),
  'instance.group-id': byGroup,
  'key-name': byIndex(instances, 'key'),
  'network-interface.network-interface-id': byPath((db, id) =>
    db.pick(networkInterfaces, [id]).flatMap(instanceOf),
  ),
  'private-ip-address': byPath(byPrivateAddress),
  'reservation-id': byIndex(instances, 'reservation'),
  'subnet-id': byIndex(instances, 'subnet'),
}

function byPrivateAddress(db: ReadRecords, address: string): readonly string[] {
  return db
    .all(subnets)
    .flatMap((subnet) => db.by(networkInterfaces, 'address', `${subnet.id}/${address}`))
    .flatMap(instanceOf)
}

function instanceOf({ attachment }: NetworkInterfaceRecord): readonly string[] {
  return attachment ? [attachment.instanceId] : []
}
