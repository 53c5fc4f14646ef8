import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useT } from '../../i18n/index.ts'

/** Name and description of an alarm of either kind. */
export function NameSection(props: {
  readonly form: { readonly name: string; readonly description: string }
  /** An alarm that is there keeps its name. */
  readonly edited: boolean
  readonly nameFault: string | undefined
  readonly change: (to: { name?: string; description?: string }) => void
}) {
  const t = useT()
  const { form, edited, nameFault, change } = props
  return (
    <Container header={<Header variant="h2">{t('alarms.sectionName')}</Header>}>
      <SpaceBetween size="m">
        <FormField label={t('alarms.name')} errorText={nameFault}>
          <Input
            value={form.name}
            readOnly={edited}
            onChange={({ detail }) => change({ name: detail.value })}
          />
        </FormField>
        <FormField label={t('fields.optional', { label: t('alarms.description') })}>
          <Textarea
            value={form.description}
            rows={3}
            onChange={({ detail }) => change({ description: detail.value })}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  )
}
