import { useState } from 'react'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { isPort, targetKeyOf, type TargetGroup } from '../../resources/load-balancing/model.ts'
import { TargetPicker } from '../../resources/load-balancing/TargetPicker.tsx'
import type { TargetDraft } from '../../resources/load-balancing/target-group-draft.ts'
import { useTargets } from '../../resources/load-balancing/use-balancing.ts'
import { useSave } from '../../resources/use-save.tsx'

export function RegisterTargets(props: {
  readonly item: TargetGroup
  readonly onClose: () => void
}) {
  const { item, onClose } = props
  const t = useT()
  const [chosen, setChosen] = useState<readonly TargetDraft[]>([])
  const registered = new Set((useTargets(item.TargetGroupArn) ?? []).map(targetKeyOf))
  const save = useSave(onClose, t('targetGroups.targetsRegistered', { count: chosen.length }))
  const wrong = chosen.length === 0 || chosen.some(({ id, port }) => id === '' || !isPort(port))
  return (
    <ConfirmDialog
      size="max"
      title={t('targetGroups.registerTitle', { name: item.TargetGroupName ?? '' })}
      submitText={t('targetGroups.register')}
      disabled={wrong}
      {...save.dialog((call) =>
        call('elastic-load-balancing-v2', 'RegisterTargets', {
          TargetGroupArn: item.TargetGroupArn,
          Targets: chosen.map(({ id, port }) => ({ Id: id, Port: Number(port) })),
        }),
      )}
      onClose={onClose}
    >
      <TargetPicker
        vpcId={item.VpcId ?? ''}
        targetType={item.TargetType === 'ip' ? 'ip' : 'instance'}
        defaultPort={String(item.Port ?? 80)}
        registered={registered}
        chosen={chosen}
        onChange={setChosen}
      />
    </ConfirmDialog>
  )
}
