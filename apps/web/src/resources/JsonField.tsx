import FormField from '@cloudscape-design/components/form-field'
import Textarea from '@cloudscape-design/components/textarea'
import { useT } from '../i18n/index.ts'

/** Whether the text is one JSON object. */
export function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

/** A policy document or the like, as text. */
export function JsonField(props: {
  readonly label: string
  readonly description?: string
  readonly value: string
  readonly rows?: number
  readonly onChange: (text: string) => void
}) {
  const t = useT()
  return (
    <FormField
      stretch
      label={props.label}
      description={props.description}
      errorText={isJsonObject(props.value) ? undefined : t('roles.notJson')}
    >
      <div className="brume-mono">
        <Textarea
          value={props.value}
          rows={props.rows ?? 14}
          spellcheck={false}
          onChange={({ detail }) => props.onChange(detail.value)}
        />
      </div>
    </FormField>
  )
}
