import CodeEditor, { type CodeEditorProps } from '@cloudscape-design/components/code-editor'
import type { Ace } from 'ace-builds'
import { useEffect, useRef, useState } from 'react'
import { useT } from '../../../i18n/index.ts'
import type { PolicyWords } from '../policy-words.ts'
import type { PolicyProblem } from '../problems.ts'
import { usePolicyWords } from '../use-policy-words.ts'
import { complete } from './complete.ts'

/** Ace with just what JSON needs; every module is bundled, or Ace would fetch it by a path that does not exist. */
async function loadAce() {
  const { default: ace } = await import('ace-builds/src-noconflict/ace')
  await Promise.all([
    import('ace-builds/css/ace.css'),
    import('ace-builds/css/theme/cloud_editor.css'),
    import('ace-builds/css/theme/cloud_editor_dark.css'),
  ])
  await Promise.all([
    import('ace-builds/src-noconflict/ext-language_tools'),
    import('ace-builds/src-noconflict/ext-searchbox'),
    import('ace-builds/src-noconflict/mode-json'),
    import('ace-builds/src-noconflict/snippets/json'),
    import('ace-builds/src-noconflict/theme-cloud_editor'),
    import('ace-builds/src-noconflict/theme-cloud_editor_dark'),
  ])
  ace.config.set('useStrictCSP', true)
  ace.config.set('loadWorkerFromBlob', false)
  return ace
}

type LoadedAce = Awaited<ReturnType<typeof loadAce>>

/** The JSON of a policy in Ace: it offers what can stand where the cursor is, and marks what is wrong. */
export default function PolicyAce(props: {
  readonly value: string
  readonly label: string
  readonly problems: readonly PolicyProblem[]
  readonly onChange: (text: string) => void
  readonly onFailed: () => void
}) {
  const { onFailed, problems } = props
  const t = useT()
  const { data: words } = usePolicyWords()
  const [ace, setAce] = useState<LoadedAce>()
  const editor = useRef<Ace.Editor>(undefined)
  const frame = useRef<HTMLDivElement>(null)
  const [preferences, setPreferences] = useState<CodeEditorProps.Preferences>()
  useEffect(() => {
    let wanted = true
    loadAce().then(
      (loaded) => wanted && setAce(() => loaded),
      () => wanted && onFailed(),
    )
    return () => {
      wanted = false
    }
    // The editor is loaded once for as long as it is shown.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  useEffect(() => {
    const element = frame.current?.querySelector<HTMLElement>('.ace_editor')
    if (!ace || !element) return
    const made = ace.edit(element)
    editor.current = made
    // the worker that would look for mistakes knows nothing of policies
    made.session.setUseWorker(false)
    made.setOptions({ enableBasicAutocompletion: true, enableLiveAutocompletion: true })
    if (words) made.completers = [completerOf(words)]
  }, [ace, words])
  useEffect(() => {
    editor.current?.session.setAnnotations(
      problems.map(({ severity, message, line, column }) => ({
        row: line - 1,
        column: column - 1,
        text: message,
        type: severity,
      })),
    )
  }, [ace, problems])
  return (
    <div ref={frame}>
      <CodeEditor
        ace={ace}
        loading={ace === undefined}
        language="json"
        value={props.value}
        ariaLabel={props.label}
        editorContentHeight={420}
        themes={{ light: ['cloud_editor'], dark: ['cloud_editor_dark'] }}
        {...(preferences ? { preferences } : {})}
        onPreferencesChange={({ detail }) => setPreferences(detail)}
        onDelayedChange={({ detail }) => props.onChange(detail.value)}
        i18nStrings={{
          loadingState: t('common.loading'),
          errorState: t('editor.failed'),
          errorStateRecovery: t('common.retry'),
          editorGroupAriaLabel: t('editor.title'),
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
    </div>
  )
}

/** Ace takes a word for what it has letters of: those of actions and ARNs are more. */
function completerOf(words: PolicyWords): Ace.Completer {
  return {
    identifierRegexps: [/[\w:*/?.$}{-]/],
    getCompletions: (_editor, session, position, _prefix, callback) => {
      const before = session.getLines(0, position.row)
      before[position.row] = (before[position.row] ?? '').slice(0, position.column)
      const found = complete(before.join('\n'), words)
      callback(
        undefined,
        found.words.map((word) => ({ caption: word, value: word, meta: '' })),
      )
    },
  }
}
