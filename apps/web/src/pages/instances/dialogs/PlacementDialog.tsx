import { useFeed } from '../../../api/index.ts'
import { useT } from '../../../i18n/index.ts'
import { FieldsDialog } from '../../../resources/FieldsDialog.tsx'
import { idOf, labelOf } from '../instance.ts'
import type { DialogProps } from './dialog-props.ts'

const none = 'none'

/** Puts a stopped instance into a placement group, or takes it out of its own. */
export function PlacementDialog({ instances: [instance], onClose }: DialogProps) {
  const t = useT()
  const groups = useFeed('placement-groups').list
  const { GroupName: present, PartitionNumber: partition } = instance.Placement ?? {}
  const partitionsOf = (name: string | undefined) =>
    groups.find(({ GroupName }) => GroupName === name)?.PartitionCount ?? 0
  return (
    <FieldsDialog
      title={t('dialog.placementTitle', { name: labelOf(instance) })}
      submitText={t('common.save')}
      savedText={t('dialog.placementSaved')}
      fields={[
        {
          id: 'group',
          label: t('placementGroups.name'),
          kind: 'choice',
          initial: present || none,
          options: [
            { value: none, label: t('common.none') },
            ...groups.map(({ GroupName = '', Strategy = '' }) => ({
              value: GroupName,
              label: GroupName,
              tag: Strategy,
            })),
          ],
        },
        {
          id: 'partition',
          label: t('placementGroups.partitionNumber'),
          kind: 'choice',
          optional: true,
          initial: partition === undefined ? '' : String(partition),
          when: ({ group }) => partitionsOf(group) > 0,
          options: Array.from({ length: 7 }, (_, index) => ({
            value: String(index + 1),
            label: String(index + 1),
          })),
        },
      ]}
      run={(call, { group, partition: number }) =>
        call('ec2', 'ModifyInstancePlacement', {
          InstanceId: idOf(instance),
          // An empty name takes it out.
          GroupName: group === none ? '' : group,
          ...(number && { PartitionNumber: Number(number) }),
        })
      }
      onClose={onClose}
    />
  )
}
