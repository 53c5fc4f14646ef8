import { useT } from '../../i18n/index.ts'
import type { FieldOption } from '../../resources/FieldsDialog.tsx'
import type { Template } from './TemplatesPage.tsx'
import { useVersions } from './use-versions.ts'

/** The versions to choose from, the newest first. */
export function useVersionOptions(template: Template): readonly FieldOption[] {
  const t = useT()
  const { data = [] } = useVersions(template)
  return data.map(({ VersionNumber, VersionDescription }) => ({
    value: String(VersionNumber ?? ''),
    label: String(VersionNumber ?? ''),
    ...(VersionDescription && { description: VersionDescription }),
    ...(VersionNumber === template.DefaultVersionNumber && { tag: t('templates.isDefault') }),
  }))
}
