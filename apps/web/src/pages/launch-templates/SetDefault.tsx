import { useT } from '../../i18n/index.ts'
import { FieldsDialog } from '../../resources/FieldsDialog.tsx'
import type { Template } from './TemplatesPage.tsx'
import { useVersionOptions } from './version-options.ts'

export function SetDefault(props: {
  readonly template: Template
  readonly version?: string
  readonly onClose: () => void
}) {
  const { template, version, onClose } = props
  const t = useT()
  return (
    <FieldsDialog
      title={t('templates.setDefaultTitle', { name: template.LaunchTemplateName ?? '' })}
      submitText={t('templates.setDefault')}
      savedText={t('templates.defaultSet')}
      note={t('templates.setDefaultText')}
      fields={[
        {
          id: 'version',
          label: t('templates.version'),
          kind: 'choice',
          initial: version ?? String(template.DefaultVersionNumber ?? ''),
          options: useVersionOptions(template),
        },
      ]}
      run={(call, values) =>
        call('ec2', 'ModifyLaunchTemplate', {
          LaunchTemplateId: template.LaunchTemplateId,
          DefaultVersion: values['version'],
        })
      }
      onClose={onClose}
    />
  )
}
