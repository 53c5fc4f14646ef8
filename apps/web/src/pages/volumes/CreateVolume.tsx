import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'
import { useState } from 'react'
import { useFeed, useOperation } from '../../api/index.ts'
import { areTagsValid, ConfirmDialog, TagEditor, type EditedTag } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSave } from '../../resources/use-save.ts'
import { draftInput, findDraftProblem, SizeFields, type VolumeDraft } from './SizeFields.tsx'

export function CreateVolume(props: { readonly onClose: () => void }) {
  const t = useT()
  const snapshots = useFeed('snapshots')
  const { data } = useOperation('ec2', 'DescribeAvailabilityZones', {}, { staleMs: 600_000 })
  const zones = (data?.AvailabilityZones ?? []).flatMap(({ ZoneName }) => ZoneName ?? []).sort()
  const [draft, setDraft] = useState<VolumeDraft>({
    type: 'gp3',
    size: '100',
    iops: '3000',
    throughput: '125',
  })
  const [chosenZone, setZone] = useState('')
  const [snapshotId, setSnapshot] = useState('')
  const [encrypted, setEncrypted] = useState(false)
  const [tags, setTags] = useState<readonly EditedTag[]>([])
  const zone = chosenZone || (zones[0] ?? '')
  const least = snapshots.items.get(snapshotId)?.VolumeSize ?? 1
  const save = useSave(props.onClose, t('volumes.createdText'))
  const none = { value: '', label: t('launch.volume.noSnapshot') }
  const options = [
    none,
    ...snapshots.list.map(({ SnapshotId = '', Description = '', VolumeSize = 0 }) => ({
      value: SnapshotId,
      label: SnapshotId,
      labelTag: `${VolumeSize} GiB`,
      description: Description,
    })),
  ]
  return (
    <ConfirmDialog
      title={t('volumes.create')}
      submitText={t('volumes.create')}
      disabled={findDraftProblem(draft, least) !== undefined || zone === '' || !areTagsValid(tags)}
      loading={save.saving}
      error={save.error}
      onClose={props.onClose}
      onSubmit={() =>
        save.run((call) => {
          const Tags = tags.map(({ key, value }) => ({ Key: key, Value: value }))
          return call('ec2', 'CreateVolume', {
            AvailabilityZone: zone,
            ...draftInput(draft),
            ...(snapshotId !== '' && { SnapshotId: snapshotId }),
            ...(encrypted && { Encrypted: true }),
            ...(Tags.length > 0 && { TagSpecifications: [{ ResourceType: 'volume', Tags }] }),
          })
        })
      }
    >
      <SizeFields draft={draft} leastGiB={least} onChange={setDraft} />
      <FormField label={t('instances.zone')}>
        <Select
          selectedOption={zone === '' ? null : { value: zone, label: zone }}
          options={zones.map((value) => ({ value, label: value }))}
          expandToViewport
          onChange={({ detail }) => setZone(detail.selectedOption.value ?? '')}
        />
      </FormField>
      <FormField label={t('volumes.snapshot')}>
        <Select
          selectedOption={options.find(({ value }) => value === snapshotId) ?? none}
          options={options}
          filteringType="auto"
          expandToViewport
          onChange={({ detail }) => setSnapshot(detail.selectedOption.value ?? '')}
        />
      </FormField>
      <Checkbox checked={encrypted} onChange={({ detail }) => setEncrypted(detail.checked)}>
        {t('volumes.encrypt')}
      </Checkbox>
      <TagEditor tags={tags} onChange={setTags} />
    </ConfirmDialog>
  )
}
