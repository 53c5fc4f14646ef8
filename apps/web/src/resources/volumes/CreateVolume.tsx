import { volumeTypes } from '@brume/ec2-model'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import { useState } from 'react'
import { useFeed, useOperation } from '../../api/index.ts'
import { areTagsValid, ConfirmDialog, TagEditor, type EditedTag } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSave } from '../use-save.tsx'
import { draftInput, findDraftProblem, SizeFields, type VolumeDraft } from './SizeFields.tsx'

export function CreateVolume(props: {
  /** What it is made of, unless the person chooses otherwise. */
  readonly snapshotId?: string
  readonly onClose: () => void
}) {
  const t = useT()
  const snapshots = useFeed('snapshots')
  const given = snapshots.items.get(props.snapshotId ?? '')
  const { data } = useOperation('ec2', 'DescribeAvailabilityZones', {}, { staleMs: 600_000 })
  const zones = (data?.AvailabilityZones ?? []).flatMap(({ ZoneName }) => ZoneName ?? []).sort()
  const [draft, setDraft] = useState<VolumeDraft>({
    type: 'gp3',
    size: String(given?.VolumeSize ?? 100),
    iops: '3000',
    throughput: '125',
  })
  const [chosenZone, setZone] = useState('')
  const [snapshotId, setSnapshot] = useState(props.snapshotId ?? '')
  const [encrypted, setEncrypted] = useState(false)
  const [keyId, setKey] = useState('')
  const [shared, setShared] = useState(false)
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
      onClose={props.onClose}
      {...save.dialog((call) => {
        const Tags = tags.map(({ key, value }) => ({ Key: key, Value: value }))
        return call('ec2', 'CreateVolume', {
          AvailabilityZone: zone,
          ...draftInput(draft),
          ...(snapshotId !== '' && { SnapshotId: snapshotId }),
          ...(encrypted && { Encrypted: true }),
          ...(encrypted && keyId.trim() !== '' && { KmsKeyId: keyId.trim() }),
          ...(volumeTypes[draft.type].multiAttach && shared && { MultiAttachEnabled: true }),
          ...(Tags.length > 0 && { TagSpecifications: [{ ResourceType: 'volume', Tags }] }),
        })
      })}
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
          onChange={({ detail }) => {
            const id = detail.selectedOption.value ?? ''
            const { VolumeSize = 0 } = snapshots.items.get(id) ?? {}
            setSnapshot(id)
            // It cannot be smaller than what it is made of.
            if (Number(draft.size) < VolumeSize) setDraft({ ...draft, size: String(VolumeSize) })
          }}
        />
      </FormField>
      <Checkbox checked={encrypted} onChange={({ detail }) => setEncrypted(detail.checked)}>
        {t('volumes.encrypt')}
      </Checkbox>
      {encrypted ? (
        <FormField
          label={t('fields.optional', { label: t('volumes.kms') })}
          description={t('volumes.kmsText')}
        >
          <Input value={keyId} onChange={({ detail }) => setKey(detail.value)} />
        </FormField>
      ) : null}
      {volumeTypes[draft.type].multiAttach ? (
        <Checkbox
          checked={shared}
          description={t('volumes.multiAttachText')}
          onChange={({ detail }) => setShared(detail.checked)}
        >
          {t('volumes.multiAttach')}
        </Checkbox>
      ) : null}
      <TagEditor purpose="create" tags={tags} onChange={setTags} />
    </ConfirmDialog>
  )
}
