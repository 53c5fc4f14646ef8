import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { CopyText, KeyValue, type KeyValueItem } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { saveFile } from '../../lib/save-file.ts'

export interface Secret {
  readonly label: string
  readonly value: string
  /** Dots until it is asked for. */
  readonly hidden?: boolean
}

/** What is shown once and can be kept as a file: a new password, a new key. */
export function SignInDetails(props: {
  readonly text: string
  readonly file: string
  readonly secrets: readonly Secret[]
}) {
  const t = useT()
  const [shown, setShown] = useState(false)
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const save = () => {
    const lines = [props.secrets.map(({ label }) => label), props.secrets.map(({ value }) => value)]
    // Excel takes a file for text of its own code page unless it begins with this mark
    const text = `\uFEFF${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`
    saveFile(props.file, text, 'text/csv')
  }
  return (
    <SpaceBetween size="m">
      <Alert type="warning">{props.text}</Alert>
      <KeyValue
        columns={1}
        items={props.secrets.map(({ label, value, hidden }): KeyValueItem => [
          label,
          hidden && !shown ? '••••••••••••' : <CopyText key={label} text={value} label={label} />,
        ])}
      />
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={() => setShown(!shown)}>{t(shown ? 'users.hide' : 'fields.show')}</Button>
        <Button iconName="download" onClick={save}>
          {t('users.downloadCsv')}
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  )
}
