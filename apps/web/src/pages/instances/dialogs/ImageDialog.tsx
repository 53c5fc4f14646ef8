import Box from '@cloudscape-design/components/box'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import { findImageNameProblem, imageNameLimits } from '@brume/ec2-model'
import { useState } from 'react'
import { useFeed, useScopedPath, type Call } from '../../../api/index.ts'
import {
  areTagsValid,
  ConfirmDialog,
  RouteLink,
  TagEditor,
  type EditedTag,
} from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { useSave } from '../../../resources/use-save.tsx'
import { idOf, labelOf } from '../instance.ts'
import type { DialogProps } from './dialog-props.ts'

const problemKeys = {
  tooShort: 'dialog.imageNameTooShort',
  tooLong: 'dialog.imageNameTooLong',
  characters: 'dialog.imageNameCharacters',
} as const

/** Makes an AMI of an instance: its settings, and a snapshot of each of its volumes. */
export function ImageDialog(props: DialogProps) {
  const { instances, onClose } = props
  const [instance] = instances
  const t = useT()
  const toPath = useScopedPath()
  const volumes = useFeed('volumes').items
  const [name, setName] = useState('')
  const [touched, setTouched] = useState(false)
  const [description, setDescription] = useState('')
  const [reboot, setReboot] = useState(true)
  const [tags, setTags] = useState<readonly EditedTag[]>([])
  const problem = findImageNameProblem(name)
  const save = useSave<{ ImageId?: string | undefined }>(onClose, ({ ImageId = '' }) => ({
    type: 'success',
    header: t('dialog.imageCreated', { id: ImageId }),
    content: t('dialog.imageCreatedText'),
    action: (
      <RouteLink color="inverted" href={toPath(`/images?selected=${ImageId}`)}>
        {t('dialog.viewImages')}
      </RouteLink>
    ),
  }))
  const Tags = tags.map(({ key, value }) => ({ Key: key, Value: value }))
  const send = (call: Call) =>
    call('ec2', 'CreateImage', {
      InstanceId: idOf(instance),
      Name: name,
      NoReboot: !reboot,
      ...(description === '' ? {} : { Description: description }),
      ...(Tags.length === 0
        ? {}
        : {
            TagSpecifications: [
              { ResourceType: 'image', Tags },
              { ResourceType: 'snapshot', Tags },
            ],
          }),
    })
  return (
    <ConfirmDialog
      size="large"
      title={t('dialog.imageTitle', { name: labelOf(instance) })}
      submitText={t('action.createImage')}
      {...save.dialog(send, () => {
        setTouched(true)
        return problem === undefined
      })}
      disabled={!areTagsValid(tags)}
      onClose={onClose}
    >
      <FormField
        label={t('dialog.imageName')}
        constraintText={t('dialog.imageNameText')}
        errorText={touched && problem ? t(problemKeys[problem]) : undefined}
      >
        <Input
          value={name}
          onChange={({ detail }) => setName(detail.value)}
          onBlur={() => setTouched(name !== '')}
        />
      </FormField>
      <FormField label={t('dialog.imageDescription')}>
        <Input
          value={description}
          onChange={({ detail }) =>
            setDescription(detail.value.slice(0, imageNameLimits.descriptionLength))
          }
        />
      </FormField>
      <Checkbox
        checked={reboot}
        description={t('dialog.imageRebootText')}
        onChange={({ detail }) => setReboot(detail.checked)}
      >
        {t('dialog.imageReboot')}
      </Checkbox>
      <FormField label={t('dialog.imageVolumes')}>
        <ul className="brume-names">
          {(instance.BlockDeviceMappings ?? []).map(({ DeviceName, Ebs }) => (
            <li key={DeviceName}>
              <Box variant="code">{DeviceName}</Box> {Ebs?.VolumeId}{' '}
              {volumes.get(Ebs?.VolumeId ?? '')?.Size ?? '?'} GiB
            </li>
          ))}
        </ul>
      </FormField>
      <FormField label={t('dialog.imageTags')} stretch>
        <TagEditor purpose="change" tags={tags} onChange={setTags} />
      </FormField>
    </ConfirmDialog>
  )
}
