import { useState } from 'react'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { HealthFields } from '../../resources/load-balancing/HealthFields.tsx'
import type { TargetGroup } from '../../resources/load-balancing/model.ts'
import {
  findHealthProblems,
  healthInput,
  healthOf,
} from '../../resources/load-balancing/target-group-draft.ts'
import { useSave } from '../../resources/use-save.tsx'

export function EditHealthChecks(props: {
  readonly item: TargetGroup
  readonly onClose: () => void
}) {
  const { item, onClose } = props
  const t = useT()
  const [health, setHealth] = useState(() => healthOf(item))
  const save = useSave(onClose, t('common.saved'))
  return (
    <ConfirmDialog
      size="large"
      title={t('targetGroups.editHealth')}
      submitText={t('common.save')}
      {...save.dialog(
        (call) =>
          call('elastic-load-balancing-v2', 'ModifyTargetGroup', {
            TargetGroupArn: item.TargetGroupArn,
            ...healthInput(health),
          }),
        () => Object.keys(findHealthProblems(health)).length === 0,
      )}
      onClose={onClose}
    >
      <HealthFields health={health} onChange={(part) => setHealth({ ...health, ...part })} />
    </ConfirmDialog>
  )
}
