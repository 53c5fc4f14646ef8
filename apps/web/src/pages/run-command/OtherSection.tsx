import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useT } from '../../i18n/index.ts'
import type { SectionProps } from './section-props.ts'

/** A note, the wait for an agent, and how many at once. */
export function OtherSection({ form, change, problemOf }: SectionProps) {
  const t = useT()
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{t('commands.otherSection')}</Header>}>
        <ColumnLayout columns={2}>
          <FormField
            label={t('fields.optional', { label: t('commands.comment') })}
            description={t('commands.commentText')}
            errorText={problemOf('comment')}
          >
            <Input
              value={form.comment}
              onChange={({ detail }) => change({ comment: detail.value })}
            />
          </FormField>
          <FormField
            label={t('commands.timeout')}
            description={t('commands.timeoutText')}
            errorText={problemOf('timeout')}
          >
            <Input
              value={form.timeout}
              inputMode="numeric"
              onChange={({ detail }) => change({ timeout: detail.value })}
            />
          </FormField>
        </ColumnLayout>
      </Container>
      <Container header={<Header variant="h2">{t('commands.rateSection')}</Header>}>
        <ColumnLayout columns={2}>
          <FormField
            label={t('commands.concurrency')}
            description={t('commands.concurrencyText')}
            errorText={problemOf('concurrency')}
          >
            <Input
              value={form.concurrency}
              onChange={({ detail }) => change({ concurrency: detail.value })}
            />
          </FormField>
          <FormField
            label={t('commands.maxErrors')}
            description={t('commands.maxErrorsText')}
            errorText={problemOf('maxErrors')}
          >
            <Input
              value={form.maxErrors}
              onChange={({ detail }) => change({ maxErrors: detail.value })}
            />
          </FormField>
        </ColumnLayout>
      </Container>
    </SpaceBetween>
  )
}
