import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { idOf, type Host } from './host.ts'
import { onOff, placementFields, readPlacement } from './placement-fields.ts'

export function ModifyHost(props: { readonly host: Host; readonly onClose: () => void }) {
  const { host, onClose } = props
  const t = useT()
  return (
    <FieldsDialog
      title={t('dedicatedHosts.modifyTitle', { id: idOf(host) })}
      submitText={t('common.save')}
      savedText={t('dedicatedHosts.modified')}
      fields={placementFields(t, {
        auto: host.AutoPlacement,
        recovery: host.HostRecovery,
        maintenance: host.HostMaintenance,
      })}
      run={async (call, values) => {
        const { Unsuccessful: [failed] = [] } = await call('ec2', 'ModifyHosts', {
          HostIds: [idOf(host)],
          ...readPlacement(values),
          HostMaintenance: onOff(values['maintenance']),
        })
        if (failed) throw new Error(failed.Error?.Message)
      }}
      onClose={onClose}
    />
  )
}
