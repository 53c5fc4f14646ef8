import Alert from '@cloudscape-design/components/alert'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useEffect, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { linesOf } from '../../resources/load-balancing/condition-draft.ts'
import { describeAction } from '../../resources/load-balancing/describe-rule.ts'
import { matchRule, readUrl } from '../../resources/load-balancing/match-rule.ts'
import type { Listener } from '../../resources/load-balancing/model.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map((value) => ({
  value,
  label: value,
}))

/** Which rule a request would meet, without sending it. */
export function TryRequest(props: {
  readonly listener: Listener
  readonly onTaken: (ruleArn: string | undefined) => void
}) {
  const { listener, onTaken } = props
  const t = useT()
  const [url, setUrl] = useState('')
  const [method, setMethod] = useState('GET')
  const [source, setSource] = useState('203.0.113.10')
  const [headers, setHeaders] = useState('')
  const read = readUrl(url)
  const rule =
    read &&
    matchRule(listener.Rules, {
      ...read,
      method,
      clientAddress: source,
      headers: Object.fromEntries(
        linesOf(headers).map((line) => {
          const [name = '', ...value] = line.split(':')
          return [name.trim().toLowerCase(), value.join(':').trim()]
        }),
      ),
    })
  const taken = rule?.RuleArn
  useEffect(() => {
    onTaken(taken)
    return () => onTaken(undefined)
  }, [taken, onTaken])
  return (
    <Container
      header={
        <Header variant="h2" description={t('listenerRules.tryText')}>
          {t('listenerRules.try')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <ColumnLayout columns={3}>
          <FormField label={t('listenerRules.url')}>
            <Input
              value={url}
              placeholder="shop.example.com/api/items?page=2"
              onChange={({ detail }) => setUrl(detail.value)}
            />
          </FormField>
          <FormField label={t('balancing.method')}>
            <Select
              selectedOption={methods.find(({ value }) => value === method) ?? null}
              options={methods}
              onChange={({ detail }) => setMethod(detail.selectedOption.value ?? 'GET')}
            />
          </FormField>
          <FormField label={t('balancing.source')}>
            <Input value={source} onChange={({ detail }) => setSource(detail.value)} />
          </FormField>
        </ColumnLayout>
        <FormField
          label={t('fields.optional', { label: t('listenerRules.headers') })}
          constraintText={t('listenerRules.headersText')}
        >
          <Textarea
            value={headers}
            rows={2}
            spellcheck={false}
            placeholder="User-Agent: Mozilla/5.0 (Mobile)"
            onChange={({ detail }) => setHeaders(detail.value)}
          />
        </FormField>
        <div aria-live="polite">
          {rule ? (
            <Alert
              type="success"
              header={
                rule.IsDefault
                  ? t('listenerRules.meetsDefault')
                  : t('listenerRules.meets', { number: rule.Priority ?? '' })
              }
            >
              {(rule.Actions ?? []).map((action) => describeAction(action, t)).join('; ')}
            </Alert>
          ) : null}
        </div>
      </SpaceBetween>
    </Container>
  )
}
