import { findImageNameProblem } from '@brume/ec2-model'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import { useState } from 'react'
import { useOperation, useScope } from '../../api/index.ts'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSave } from '../../resources/use-save.tsx'
import { idOf, imageNameOf, type Image } from './image.ts'

/** Copies an image, its disks included, to this or another Region. */
export function CopyImage(props: { readonly image: Image; readonly onClose: () => void }) {
  const { image, onClose } = props
  const t = useT()
  const scope = useScope()
  const { data } = useOperation('ec2', 'DescribeRegions', {}, { staleMs: 600_000 })
  const [name, setName] = useState(imageNameOf(image))
  const [description, setDescription] = useState(
    `[Copied ${idOf(image)} from ${scope.region}] ${imageNameOf(image)}`.slice(0, 255),
  )
  const [region, setRegion] = useState(scope.region)
  const [encrypted, setEncrypted] = useState(false)
  const regions = (data?.Regions ?? []).flatMap(({ RegionName }) => RegionName ?? []).sort()
  const options = [...new Set([scope.region, ...regions])].map((value) => ({ value, label: value }))
  const problem = findImageNameProblem(name)
  const save = useSave(onClose, t('images.copied', { name, region }))
  return (
    <ConfirmDialog
      title={t('images.copy')}
      submitText={t('images.copy')}
      disabled={problem !== undefined}
      onClose={onClose}
      {...save.dialog((_call, callAt) =>
        // The copy is made by the Region that gets it.
        callAt({ ...scope, region })('ec2', 'CopyImage', {
          SourceImageId: idOf(image),
          SourceRegion: scope.region,
          Name: name,
          ...(description !== '' && { Description: description }),
          ...(encrypted && { Encrypted: true }),
        }),
      )}
    >
      <FormField
        label={t('images.copyName')}
        errorText={problem === undefined ? undefined : t('images.nameProblem')}
      >
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      <FormField label={t('images.descriptionColumn')}>
        <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
      </FormField>
      <FormField label={t('images.destination')}>
        <Select
          selectedOption={options.find(({ value }) => value === region) ?? null}
          options={options}
          filteringType="auto"
          expandToViewport
          onChange={({ detail }) => setRegion(detail.selectedOption.value ?? scope.region)}
        />
      </FormField>
      <Checkbox checked={encrypted} onChange={({ detail }) => setEncrypted(detail.checked)}>
        {t('images.encryptCopy')}
      </Checkbox>
    </ConfirmDialog>
  )
}
