import { useFeed } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { nameOf } from '../../lib/tags.ts'
import { FieldsDialog, type FieldOption } from '../../resources/FieldsDialog.tsx'

/** Of one volume, or of all volumes of an instance at the same moment. */
export function CreateSnapshot({ onClose }: { readonly onClose: () => void }) {
  const t = useT()
  const volumes = useFeed('volumes')
  const instances = useFeed('instances')
  return (
    <FieldsDialog
      title={t('snapshots.create')}
      submitText={t('snapshots.create')}
      savedText={t('snapshots.startedNow')}
      tagType="snapshot"
      fields={[
        {
          id: 'of',
          label: t('snapshots.of'),
          kind: 'choice',
          initial: 'volume',
          options: [
            { value: 'volume', label: t('snapshots.ofVolume') },
            { value: 'instance', label: t('snapshots.ofInstance') },
          ],
        },
        {
          id: 'volume',
          label: t('volumes.id'),
          kind: 'choice',
          options: volumes.list
            .filter(({ State }) => State === 'in-use' || State === 'available')
            .map(({ VolumeId, Size = 0, Attachments = [], ...volume }) =>
              option(VolumeId, nameOf(volume), [`${Size} GiB`, Attachments[0]?.InstanceId]),
            ),
          none: t('snapshots.noVolume'),
          when: ({ of }) => of === 'volume',
        },
        {
          id: 'instance',
          label: t('volumes.instance'),
          kind: 'choice',
          options: instances.list.map(({ InstanceId, State, ...instance }) =>
            option(InstanceId, nameOf(instance), [State?.Name]),
          ),
          when: ({ of }) => of === 'instance',
        },
        {
          id: 'noRoot',
          label: t('snapshots.excludeRoot'),
          kind: 'check',
          when: ({ of }) => of === 'instance',
        },
        {
          id: 'description',
          label: t('snapshots.descriptionColumn'),
          optional: true,
          problem: (value) => (value.length > 255 ? t('snapshots.tooLong') : undefined),
        },
      ]}
      run={(call, { of, volume, instance, noRoot, description }, tags) => {
        const shared = { ...(description ? { Description: description } : {}), ...tags }
        if (of === 'volume') return call('ec2', 'CreateSnapshot', { VolumeId: volume, ...shared })
        return call('ec2', 'CreateSnapshots', {
          InstanceSpecification: { InstanceId: instance, ExcludeBootVolume: noRoot === 'yes' },
          ...shared,
        })
      }}
      onClose={onClose}
    />
  )
}

function option(id = '', name: string, facts: readonly (string | undefined)[]): FieldOption {
  const label = name ? `${name} (${id})` : id
  return { value: id, label, description: facts.filter(Boolean).join(' · ') }
}
