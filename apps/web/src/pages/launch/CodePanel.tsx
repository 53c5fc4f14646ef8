import { useMemo } from 'react'
import { codeLanguages, CodeTabs, type CodeLanguage } from '../../activity/CodeTabs.tsx'
import { useTextContext } from '../../activity/use-text-context.ts'
import { useScope } from '../../api/index.ts'
import { SidePanel } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { toCli, toSdk, toTerraform } from './model/index.ts'
import type { LaunchForm } from './model/form.ts'

const files = { cli: 'launch.sh', sdk: 'launch.ts', terraform: 'main.tf' }

/** The launch as text, which follows every change of the form. */
export function CodePanel(props: {
  readonly form: LaunchForm
  readonly language: string
  readonly onLanguage: (language: CodeLanguage) => void
}) {
  const { form, language, onLanguage } = props
  const t = useT()
  const context = useTextContext(useScope())
  const texts = useMemo(
    () => ({
      cli: toCli(form, context),
      sdk: toSdk(form, context),
      terraform: toTerraform(form, context),
    }),
    [form, context],
  )
  return (
    <SidePanel header={t('launch.code.header')}>
      <CodeTabs
        texts={texts}
        files={files}
        language={codeLanguages.find((one) => one === language) ?? 'cli'}
        onLanguage={onLanguage}
      />
    </SidePanel>
  )
}
