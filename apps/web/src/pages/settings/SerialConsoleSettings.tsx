import { useOperation } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { Section } from './Section.tsx'

/** Whether anybody of the account gets at serial consoles. */
export function SerialConsoleSettings() {
  const t = useT()
  const { data } = useOperation('ec2', 'GetSerialConsoleAccessStatus', {})
  const isOn = data?.SerialConsoleAccessEnabled === true
  return (
    <Section
      title={t('settings.serial')}
      text={t('settings.serialText')}
      ready={data !== undefined}
      items={[
        [t('settings.serialAccess'), data && t(isOn ? 'settings.allowed' : 'settings.prevented')],
      ]}
      dialog={(onClose) => (
        <FieldsDialog
          title={t('settings.serial')}
          submitText={t('common.save')}
          savedText={t('settings.saved')}
          fields={[
            {
              id: 'on',
              label: t('settings.allowSerial'),
              kind: 'check',
              initial: isOn ? 'yes' : '',
            },
          ]}
          run={(call, values) =>
            call(
              'ec2',
              values['on'] === 'yes' ? 'EnableSerialConsoleAccess' : 'DisableSerialConsoleAccess',
              {},
            )
          }
          onClose={onClose}
        />
      )}
    />
  )
}
