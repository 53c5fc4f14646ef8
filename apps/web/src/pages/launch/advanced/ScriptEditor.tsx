import CodeEditor, { type CodeEditorProps } from '@cloudscape-design/components/code-editor'
import { useEffect, useState } from 'react'
import { useT } from '../../../i18n/index.ts'

/** Ace with just what a script needs; every module is bundled, or Ace would fetch it by a path that does not exist. */
async function loadAce(): Promise<unknown> {
  const { default: ace } = await import('ace-builds/src-noconflict/ace')
  await Promise.all([
    import('ace-builds/css/ace.css'),
    import('ace-builds/css/theme/cloud_editor.css'),
    import('ace-builds/css/theme/cloud_editor_dark.css'),
  ])
  await Promise.all([
    import('ace-builds/src-noconflict/ext-language_tools'),
    import('ace-builds/src-noconflict/ext-searchbox'),
    import('ace-builds/src-noconflict/mode-sh'),
    import('ace-builds/src-noconflict/snippets/sh'),
    import('ace-builds/src-noconflict/mode-powershell'),
    import('ace-builds/src-noconflict/snippets/powershell'),
    import('ace-builds/src-noconflict/theme-cloud_editor'),
    import('ace-builds/src-noconflict/theme-cloud_editor_dark'),
  ])
  ace.config.set('useStrictCSP', true)
  ace.config.set('loadWorkerFromBlob', false)
  return ace
}

/** An editor for the first-boot script. */
export default function ScriptEditor(props: {
  readonly value: string
  readonly label: string
  readonly windows: boolean
  readonly onChange: (text: string) => void
  readonly onFailed: () => void
}) {
  const { onFailed } = props
  const t = useT()
  const [ace, setAce] = useState<unknown>()
  const [preferences, setPreferences] = useState<CodeEditorProps.Preferences>()
  useEffect(() => {
    let wanted = true
    const load = async () => {
      try {
        const loaded = await loadAce()
        if (wanted) setAce(loaded)
      } catch {
        if (wanted) onFailed()
      }
    }
    void load()
    return () => {
      wanted = false
    }
    // The editor is loaded once for as long as it is shown.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return (
    <CodeEditor
      ace={ace}
      loading={ace === undefined}
      language={props.windows ? 'powershell' : 'sh'}
      value={props.value}
      ariaLabel={props.label}
      editorContentHeight={240}
      themes={{ light: ['cloud_editor'], dark: ['cloud_editor_dark'] }}
      {...(preferences ? { preferences } : {})}
      onPreferencesChange={({ detail }) => setPreferences(detail)}
      onDelayedChange={({ detail }) => props.onChange(detail.value)}
      i18nStrings={{
        loadingState: t('common.loading'),
        errorState: t('launch.userData.editorFailed'),
        errorStateRecovery: t('common.retry'),
        editorGroupAriaLabel: t('launch.userData.editor'),
        statusBarGroupAriaLabel: t('launch.userData.statusBar'),
        cursorPosition: (row, column) => t('launch.userData.cursor', { row, column }),
        errorsTab: t('launch.userData.errors'),
        warningsTab: t('launch.userData.warnings'),
        preferencesButtonAriaLabel: t('table.preferences'),
        paneCloseButtonAriaLabel: t('common.close'),
        preferencesModalHeader: t('table.preferences'),
        preferencesModalCancel: t('common.cancel'),
        preferencesModalConfirm: t('common.confirm'),
        preferencesModalWrapLines: t('launch.userData.wrap'),
        preferencesModalTheme: t('shell.theme'),
        preferencesModalLightThemes: t('shell.themeLight'),
        preferencesModalDarkThemes: t('shell.themeDark'),
      }}
    />
  )
}
