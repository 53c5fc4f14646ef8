import { dependency, view } from '../../../engine/view.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { volumes } from '../volumes/volume.ts'
import { DescribedInstance } from './described-instance.ts'
import { instances } from './instance.ts'

export const instanceView = view({
  of: instances,
  dependsOn: [
    dependency(networkInterfaces, ({ attachment }) => (attachment ? [attachment.instanceId] : [])),
    dependency(volumes, ({ attachments }) => attachments.map(({ instanceId }) => instanceId)),
  ],
  compute: (db, record) =>
    new DescribedInstance(db, record, {
      interfaces: db
        .by(networkInterfaces, 'instance', record.id)
        .toSorted((a, b) => (a.attachment?.deviceIndex ?? 0) - (b.attachment?.deviceIndex ?? 0)),
      volumes: db.by(volumes, 'instance', record.id),
    }),
})
