import Button from '@cloudscape-design/components/button'
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tabs from '@cloudscape-design/components/tabs'
import { useT } from '../i18n/index.ts'
import { saveFile } from '../lib/save-file.ts'

export const codeLanguages = ['cli', 'sdk', 'terraform'] as const
export type CodeLanguage = (typeof codeLanguages)[number]

const labels: Record<CodeLanguage, string> = {
  cli: 'AWS CLI',
  sdk: 'AWS SDK for JavaScript v3',
  terraform: 'Terraform',
}

/** A text in three languages, each to be copied or saved. */
export function CodeTabs(props: {
  readonly texts: Readonly<Record<CodeLanguage, string>>
  readonly files: Readonly<Record<CodeLanguage, string>>
  readonly language: CodeLanguage
  readonly onLanguage: (language: CodeLanguage) => void
}) {
  const t = useT()
  return (
    <Tabs
      activeTabId={props.language}
      ariaLabel={t('asCode.header')}
      onChange={({ detail }) => {
        const chosen = codeLanguages.find((one) => one === detail.activeTabId)
        if (chosen) props.onLanguage(chosen)
      }}
      tabs={codeLanguages.map((id) => ({
        id,
        label: labels[id],
        content: <Code label={labels[id]} file={props.files[id]} text={props.texts[id]} />,
      }))}
    />
  )
}

function Code(props: { readonly label: string; readonly file: string; readonly text: string }) {
  const { label, file, text } = props
  const t = useT()
  return (
    <SpaceBetween size="xs">
      <SpaceBetween direction="horizontal" size="xs">
        <CopyToClipboard
          variant="button"
          copyButtonText={t('common.copy')}
          copySuccessText={t('common.copied')}
          copyErrorText={t('common.copyFailed')}
          textToCopy={text}
        />
        <Button
          iconName="download"
          formAction="none"
          onClick={() => saveFile(file, text, 'text/plain')}
        >
          {t('asCode.save', { file })}
        </Button>
      </SpaceBetween>
      <pre className="brume-code" tabIndex={0} aria-label={label}>
        <code>{text}</code>
      </pre>
    </SpaceBetween>
  )
}
