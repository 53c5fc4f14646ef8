import FormField from '@cloudscape-design/components/form-field'
import Multiselect from '@cloudscape-design/components/multiselect'
import { securityGroupLimits } from '@brume/ec2-model'
import { useMemo, useState } from 'react'
import { useFeed } from '../../../api/index.ts'
import { ConfirmDialog } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { idOf, labelOf } from '../instance.ts'
import { useSave } from '../../../resources/use-save.tsx'
import type { DialogProps } from './dialog-props.ts'

export function GroupsDialog(props: DialogProps) {
  const { instances, onClose } = props
  const [instance] = instances
  const t = useT()
  const { list } = useFeed('security-groups')
  const save = useSave(onClose, t('dialog.groupsSaved'))
  const [chosen, setChosen] = useState<readonly string[]>(
    (instance.SecurityGroups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
  )
  const options = useMemo(
    () =>
      list
        .filter(({ VpcId }) => VpcId === instance.VpcId)
        .map(({ GroupId = '', GroupName = '', Description = '' }) => ({
          value: GroupId,
          label: GroupName,
          labelTag: GroupId,
          description: Description,
        })),
    [list, instance.VpcId],
  )
  const valid = chosen.length > 0 && chosen.length <= securityGroupLimits.groupsPerInterface
  return (
    <ConfirmDialog
      title={t('dialog.groupsTitle', { name: labelOf(instance) })}
      submitText={t('common.save')}
      disabled={!valid}
      onClose={onClose}
      {...save.dialog((call) =>
        call('ec2', 'ModifyInstanceAttribute', {
          InstanceId: idOf(instance),
          Groups: [...chosen],
        }),
      )}
    >
      <FormField
        label={t('dialog.groupsLabel')}
        description={t('dialog.groupsText', { vpc: instance.VpcId })}
        errorText={valid ? undefined : t('dialog.groupsText', { vpc: instance.VpcId })}
        stretch
      >
        <Multiselect
          expandToViewport
          filteringType="auto"
          filteringAriaLabel={t('dialog.groupsSelect')}
          placeholder={t('dialog.groupsSelect')}
          options={options}
          selectedOptions={chosen.map(
            (id) => options.find(({ value }) => value === id) ?? { value: id, label: id },
          )}
          onChange={({ detail }) =>
            setChosen(detail.selectedOptions.flatMap(({ value }) => value ?? []))
          }
        />
      </FormField>
    </ConfirmDialog>
  )
}
