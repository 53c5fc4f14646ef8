import { useOperation } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import { Section } from './Section.tsx'

const managedKey = 'alias/aws/ebs'

/** Whether new volumes and copies of snapshots are encrypted though nobody asks, and with which key. */
export function EncryptionSettings() {
  const t = useT()
  const { data: state } = useOperation('ec2', 'GetEbsEncryptionByDefault', {})
  const { data: key } = useOperation('ec2', 'GetEbsDefaultKmsKeyId', {})
  const isOn = state?.EbsEncryptionByDefault === true
  const keyId = key?.KmsKeyId ?? ''
  return (
    <Section
      title={t('settings.encryption')}
      text={t('settings.encryptionText')}
      ready={state !== undefined && key !== undefined}
      items={[
        [t('settings.alwaysEncrypt'), state && t(isOn ? 'settings.enabled' : 'settings.disabled')],
        [t('settings.defaultKey'), keyId],
      ]}
      dialog={(onClose) => (
        <FieldsDialog
          title={t('settings.encryption')}
          submitText={t('common.save')}
          savedText={t('settings.saved')}
          fields={[
            {
              id: 'on',
              label: t('settings.alwaysEncrypt'),
              description: t('settings.encryptionNote'),
              kind: 'check',
              initial: isOn ? 'yes' : '',
            },
            {
              id: 'key',
              label: t('settings.defaultKey'),
              description: t('settings.defaultKeyText', { key: managedKey }),
              initial: keyId,
            },
          ]}
          run={async (call, values) => {
            const wanted = values['on'] === 'yes'
            if (wanted !== isOn) {
              await call(
                'ec2',
                wanted ? 'EnableEbsEncryptionByDefault' : 'DisableEbsEncryptionByDefault',
                {},
              )
            }
            const KmsKeyId = values['key'] ?? managedKey
            if (KmsKeyId === keyId) return
            if (KmsKeyId === managedKey) await call('ec2', 'ResetEbsDefaultKmsKeyId', {})
            else await call('ec2', 'ModifyEbsDefaultKmsKeyId', { KmsKeyId })
          }}
          onClose={onClose}
        />
      )}
    />
  )
}
